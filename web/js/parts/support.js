// support.js: "I need support now": first a person, then people outside. In every state, also without a line. Never an error.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { useFocusOnce } from "../helpers/focus.js"
import { t } from "../helpers/words.js"
import { Aside, May } from "./buttons.js"
import { HelpCard } from "./help_card.js"
import { Letters, threadOf } from "./letters.js"
import { Heart } from "./signs.js"

/** `reaches` is whether the house can still hear this page; where it cannot, the card is what we can honestly offer. */
export const Support = ({ meeting, card, inside, reaches, close, guides }) => {
  const { known, line } = meeting
  const here = useFocusOnce()
  const { ask } = useAsking(meeting.act)
  const state = !reaches ? "outside" : line.is !== "live" ? "offline" : known.you?.support ?? "telling"
  const mistake = () => { ask("close_support", { whom: known.me }); close() }
  return html`
    <section class="lit">
      <h1 tabindex="-1" ref=${here}>${t(`support.${state}.title`, { name: known.you?.support_by })}</h1>
      <div class="told"><${Heart} /><p>${t(TEXTS[state], { name: known.you?.support_by ?? guides })}</p></div>
      <div class="acts">
        <${May} press=${close}>${t(inside ? "do.back-to-circle" : "do.back")}<//>
        ${["asked", "seen", "escalated"].includes(state) && html`<${Aside} press=${mistake}>${t(state === "asked" ? "do.by-mistake" : "do.okay-for-now")}<//>`}
      </div>
    </section>
    ${reaches && html`<${Letters} ...${{ meeting }} whom=${known.me} about="support" to=${known.you?.support_by ?? guides} letters=${threadOf(known.letters, known.me)} />`}
    <section aria-labelledby="outside"><h2 id="outside">${t("support.outside-circle")}</h2><${HelpCard} ...${{ card }} /></section>`
}

const TEXTS = {
  telling: "support-sent", asked: "support-sent", seen: "support-seen.more", escalated: "support-escalated.no-next",
  offline: "support-offline", outside: "support.outside.body",
}
