// reported.js: a report as it came to the desk, what came of it, and for who told it the word that somebody has looked.
import { html } from "../helpers/html.js"
import { same } from "../frames.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { Aside, May } from "./buttons.js"
import { Refusal } from "./refusal.js"
import { Said } from "./said.js"

const FOUND = ["acted", "no-rule-broken"]
const isAnswer = (letter, { of, shown }) => letter.about === "handled" && letter.of.seat === of.seat && shown && same(letter.shown, shown)

/** Who tells, what is wrong, and the very words, which the house knew again. */
export const Reported = ({ report, known, act }) => {
  const { ask, refused } = useAsking(act)
  const share = known.shares.find(other => same(other, report.shown))
  const answer = known.letters.find(letter => isAnswer(letter, report))
  const handled = found => ask("handle_report", { whom: report.of.seat, shown: report.shown, found })
  return html`<article class="share reported"><h3>${t("desk.reported", { name: report.by.name })} <span>${t(`report-start.${report.code}`)}</span></h3>
    ${share && html`<p class="small soft">${t("desk.reported-share", { name: share.by.name })}</p>`}<${Said} text=${report.words.text} />
    ${answer ? html`<p class="told-small" role="status">${t(`desk.found.${answer.code}`)} <span class="soft">${t("desk.found.told", { name: report.by.name })}</span></p>`
      : html`<div class="acts">${FOUND.map(found => html`<${May} key=${found} title=${t("desk.found.tip", { name: report.by.name })} press=${() => handled(found)}>${t(`desk.found.${found}`)}<//>`)}</div>`}
    <${Refusal} ...${{ refused }} />
  </article>`
}

/** Over the circle, for who told: somebody has looked, and what came of it. */
export const Handled = ({ meeting }) => {
  const { letters, me } = meeting.known
  return letters.filter(({ about, of }) => about === "handled" && of.seat === me).map(letter => html`<section class="panel" key=${letter.n} tabindex="-1">
    <p class="told-small">${t(`report-handled.${letter.code}`)}</p>
    <div class="acts"><${Aside} press=${() => meeting.seeHandled(letter)}>${t("do.close")}<//></div></section>`)
}
