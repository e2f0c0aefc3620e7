// propose.js: not now, but later: a guide names a moment within this meeting, and the person says yes or no to it.
import { html } from "../helpers/html.js"
import { useNow } from "../helpers/ticking.js"
import { hour } from "../helpers/time.js"
import { t } from "../helpers/words.js"
import { Aside, Do, May } from "./buttons.js"

const LATER = [10, 20, 30, 45, 60, 90]      // minutes from now
const MINUTE = 60

export const atHour = moment => hour(moment, document.documentElement.lang)

/** Only moments at which this meeting is still open. */
export const Propose = ({ whom, ask, now, ends }) => {
  const at = useNow(now, 30)
  const fits = LATER.filter(minutes => at + minutes * MINUTE <= ends)
  if (!fits.length) return null
  return html`<details class="more"><summary>${t("desk.alone.propose")}</summary><p class="small soft">${t("desk.alone.propose.tip")}</p>
    <div class="acts">${fits.map(minutes => html`<${May} key=${minutes} press=${() => ask("propose_aside", { whom, minutes })}>${t("desk.alone.propose.in", { n: minutes, time: atHour(at + minutes * MINUTE) })}<//>`)}</div></details>`
}

/** What the person reads, and their yes or no: with a no they wait as before. */
export const Proposed = ({ mine: { guide: name, moment }, ask, me, titled: In }) => {
  const time = atHour(moment)
  return html`<${In} title=${t("alone.proposed.title", { name, time })}><p>${t("alone.proposed")}</p>
    <div class="acts"><${Do} press=${() => ask("answer_aside", { yes: true })}>${t("do.yes-then", { time })}<//><${May} press=${() => ask("answer_aside", { yes: false })}>${t("do.rather-wait")}<//></div>
    <div class="acts"><${Aside} press=${() => ask("end_aside", { whom: me })}>${t("do.not-needed")}<//></div><//>`
}

/** Both know when. Then it is the guide who opens. */
export const Agreed = ({ mine: { guide: name, moment }, ask, me, meeting, titled: In }) => {
  const due = useNow(meeting.now, 10) >= moment
  return html`<${In} title=${t("alone.agreed.title", { name, time: atHour(moment) })}><p>${due ? t("alone.agreed.now", { name }) : t("alone.agreed")}</p>
    <div class="acts"><${May} press=${() => ask("end_aside", { whom: me })}>${t("do.not-needed")}<//></div><//>`
}
