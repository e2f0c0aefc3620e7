// late_report.js: what somebody set aside, told to the safeguarding lead; and whether a person has dealt with it.
import { html, useEffect, useState } from "../helpers/html.js"
import { CODES, tellLead, wasHandled } from "../late_report.js"
import { t } from "../helpers/words.js"
import { WRONG } from "../wrong.js"
import { Aside, May } from "./buttons.js"
import { Refusal } from "./refusal.js"

const LOOKS = 60_000   // ms between two looks whether it was handled

/** One share, with what may be wrong with it. */
export const TellLead = ({ share, handle, letGo }) => {
  const [answer, setAnswer] = useState(null)
  const tell = async code => setAnswer(await tellLead(handle, share, code))
  if (answer?.received) return html`<${Received} name=${answer.received} />`
  return html`<div class="ask">
    <blockquote>${share.words.text}</blockquote>
    <p>${t("report-start")} ${t("late-report.to")}</p>
    <div class="acts">${WRONG.map(code => html`<${May} key=${code} press=${() => tell(code)}>${t(`report-start.${code}`)}<//>`)}
      ${letGo && html`<${Aside} press=${letGo}>${t("do.let-it-go")}<//>`}</div>
    <${Refusal} refused=${answer?.refused && { no: answer.refused, facts: { number: 60, n: 60 } }} />
  </div>`
}

const Received = ({ name }) => {
  const [handled, setHandled] = useState(false)
  useEffect(() => {
    const look = setInterval(async () => { if (await wasHandled(name)) setHandled(true) }, LOOKS)
    return () => clearInterval(look)
  }, [name])
  return html`<p class="told-small" role="status">${t(handled ? "report-handled" : "late-report.received")}</p>`
}

/** On the goodbye: what was set aside; or, where nobody is named, that reporting is over. */
export const LateReport = ({ meeting, handle, lead }) => {
  if (!lead) return html`<section><p class="soft">${t("late-report.ended")}</p></section>`
  return meeting.aside.length > 0 && html`<section class="slip" aria-labelledby="aside"><h2 id="aside">${t("late-report.title")}</h2>
    ${meeting.aside.map(share => html`<${TellLead} key=${`${share.seat} ${share.n}`} ...${{ share, handle }} letGo=${() => meeting.setAside(share, false)} />`)}</section>`
}
