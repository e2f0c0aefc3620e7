// desk_letters.js: what people wrote to the guides, what they reported, and the guides' own back channel.
import { html } from "../helpers/html.js"
import { same } from "../frames.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"
import { Letters, threadOf } from "./letters.js"
import { Said } from "./said.js"

export const DeskLetters = ({ meeting, known, me }) => {
  const { letters } = known
  const people = [...new Map(letters.filter(({ about, of }) => about !== "back_channel" && about !== "report" && of.seat !== me).map(({ of }) => [of.seat, of.name]))]
  const reports = letters.filter(({ about }) => about === "report")
  return html`<section tabindex="-1" aria-labelledby="letters"><h2 id="letters">${t("desk.letters")}</h2>
    ${reports.map(report => html`<${Reported} key=${report.by.seat + report.n} ...${{ report, known }} />`)}
    ${people.map(([whom, name]) => html`<${Thread} key=${whom} ...${{ whom, name, meeting, letters }} />`)}
    <details class="more"><summary>${t("desk.back-channel")}</summary><p class="small soft">${t("desk.back-channel.tip")}</p>
      <${Letters} ...${{ meeting }} whom=${me} about="back_channel" to=${t("the-guides")} title=${t("desk.back-channel")} level=${3}
        letters=${letters.filter(({ about }) => about === "back_channel")} /></details>
  </section>`
}

const Thread = ({ whom, name, meeting, letters }) => {
  const thread = threadOf(letters, whom)
  const asked = thread.at(-1)?.about === "ask" && thread.at(-1)?.by.seat === whom
  return html`<details class="more"><summary>${t("letters.with", { name })}</summary>
    <${Letters} ...${{ meeting, whom }} about="note" to=${name} letters=${thread} level=${3} />
    ${asked && html`<div class="acts"><${May} title=${t("desk.let-through.tip")} press=${() => meeting.letThrough(whom)}>${t("desk.let-through")}<//></div>`}</details>`
}

/** A report as it came: who tells, what is wrong, and the very words where the house knew them again. */
const Reported = ({ report, known }) => {
  const share = report.shown && known.shares.find(other => same(other, report.shown))
  return html`<article class="share reported"><h3>${t("desk.reported", { name: report.by.name })} <span>${t(`report-start.${report.code ?? "other"}`)}</span></h3>
    ${share && html`<p class="small soft">${t("desk.reported-share", { name: share.by.name })}</p>`}<${Said} text=${report.words.text} /></article>`
}
