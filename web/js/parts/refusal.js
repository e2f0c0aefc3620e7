// refusal.js: the room's no, as a sentence beside what was pressed, with what can be done instead.
import { html } from "../helpers/html.js"
import { hints, t } from "../helpers/words.js"
import { May } from "./buttons.js"

/** `can` maps a button's key to what it does here; hints that are no button here stay words. */
export const Refusal = ({ refused, can = {} }) => {
  if (!refused) return null
  const { no, facts } = refused
  const filled = { name: t("the-guide"), ...facts, n: facts?.n ?? Math.ceil(facts?.seconds ?? 0) }
  const buttons = Object.keys(can).filter(key => hints(no, filled).includes(t(key)))
  const words = hints(no, filled).filter(hint => hint.charAt(0) === hint.charAt(0).toLocaleLowerCase())
  return html`<div class="refused">
    <p>${t(`refusal.${no}`, filled)}${words.length ? html` <span class="soft">${words.join(" · ")}</span>` : null}</p>
    ${buttons.length ? html`<div class="acts">${buttons.map(key => html`<${May} key=${key} press=${can[key]}>${t(key)}<//>`)}</div>` : null}
  </div>`
}
