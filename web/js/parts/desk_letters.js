// desk_letters.js: what people wrote to the guides, what they reported, and the guides' own back channel.
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"
import { Letters, threadOf } from "./letters.js"
import { Reported } from "./reported.js"

export const DeskLetters = ({ meeting, known, me }) => {
  const { letters } = known
  const people = [...new Map(letters.filter(letter => letter.of.seat !== me && threadOf([letter], letter.of.seat).length).map(({ of }) => [of.seat, of.name]))]
  const reports = letters.filter(({ about }) => about === "report")
  return html`<section tabindex="-1" aria-labelledby="letters"><h2 id="letters">${t("desk.letters")}</h2>
    ${reports.map(report => html`<${Reported} key=${report.by.seat + report.n} ...${{ report, known }} act=${meeting.act} />`)}
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
