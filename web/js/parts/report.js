// report.js: tell the guides that something is wrong. The share goes along as it was shown, and nothing else.
import { html, useState } from "../helpers/html.js"
import * as frames from "../frames.js"
import { useAsking } from "../helpers/asking.js"
import { CODES } from "../late_report.js"
import { t } from "../helpers/words.js"
import { WRONG } from "../wrong.js"
import { Aside, May } from "./buttons.js"
import { TellLead } from "./late_report.js"
import { Refusal } from "./refusal.js"

export const Report = ({ share, act, meeting, guides = t("the-guides") }) => {
  const { ask, refused } = useAsking(act)
  const [told, setTold] = useState(false)
  const tell = async code => {
    const answer = await ask("report", { ref: frames.ref(share), code, words: share.raw })
    if (answer.ok) setTold(true)
  }
  if (told) return html`<p class="told-small">${t("report-received", { name: guides })} <span class="soft">${t("report-received.small")}</span></p>`
  const { lead, handle } = meeting?.house ?? {}
  if (lead && refused?.no === "nobody-else-to-tell") return html`<${TellLead} ...${{ share, handle }} />`
  return html`<div class="ask"><p>${t("report-start")}</p>
    <div class="acts">${WRONG.map(code => html`<${May} key=${code} press=${() => tell(code)}>${t(`report-start.${code}`)}<//>`)}</div>
    ${lead && (meeting.aside.some(other => frames.same(other, share)) ? html`<p class="told-small" role="status">${t("aside.put-by")}</p>` : html`<${Aside} press=${() => meeting.setAside(share)}>${t("do.set-aside")}<//>`)}
    <${Refusal} refused=${refused} />
  </div>`
}
