// desk_record.js: what guides did this evening: who, what, whom, when. No words of anyone; it goes with the meeting.
import { html } from "../helpers/html.js"
import { hour } from "../helpers/time.js"
import { has, t } from "../helpers/words.js"

export const RecordOf = ({ picture, lang }) => {
  const record = picture.desk?.record ?? []
  return html`<section tabindex="-1" aria-labelledby="record"><details class="more"><summary><h2 id="record">${t("desk.record")}</h2></summary>
    <p class="small soft">${t("desk.record.tip")}</p>
    ${record.length ? html`<ol class="record">${record.map(({ by, what, whom, code, at }, i) => html`<li key=${i} class="small"><span class="soft">${hour(at, lang)}</span> ${t(`record.${what}`, { by, whom })}${code && has(`reason.${code}.short`) ? ` · ${t(`reason.${code}.short`)}` : ""}</li>`)}</ol>`
      : html`<p class="small soft">${t("desk.record.none")}</p>`}</details></section>`
}
