// beside.js: what a room of two has besides a circle: who is listed, the end that either may make, and the way back.
import { html } from "../helpers/html.js"
import { together, t } from "../helpers/words.js"
import { Aside } from "./buttons.js"
import { Asks } from "./asks.js"

export const Beside = ({ meeting }) => {
  const { known: { picture, you }, house, act } = meeting
  if (!you.may_end) return null
  const listed = picture.listed ?? []
  return html`<section class="beside-two" tabindex="-1" aria-label=${t("room")}>
    ${listed.length > 0 && html`<p class="soft">${t("alone.listed", { name: together(listed, document.documentElement.lang) })}</p>`}
    <div class="acts"><${Asks} kind=${Aside} label=${t("do.end-talk")} question=${t("alone.end.asks")} act=${() => act("end_for_all")} /><${Back} ...${{ house }} /></div>
  </section>`
}

/** To the meeting it lies beside: the same browser still holds that seat. */
export const Back = ({ house }) => house.beside ? html`<a class="aside" href=${`/in/${house.beside}`} onClick=${event => { event.preventDefault(); location.replace(event.currentTarget.href) }}>${t("do.back-to-meeting")}</a>` : null
