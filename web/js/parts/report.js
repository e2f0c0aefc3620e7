// report.js: tell the guides that something is wrong. The share goes along as it was shown, and nothing else.
import { html, useState } from "../helpers/html.js"
import * as frames from "../frames.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"
import { Refusal } from "./refusal.js"

const CODES = ["unkind", "unsafe", "contact", "selling", "child", "other"]

export const Report = ({ share, act, guides = t("the-guides") }) => {
  const { ask, refused } = useAsking(act)
  const [told, setTold] = useState(false)
  const tell = async code => {
    const answer = await ask("report", { ref: frames.ref(share), code, words: share.raw })
    if (answer.ok) setTold(true)
  }
  if (told) return html`<p class="told-small">${t("report-received", { name: guides })} <span class="soft">${t("report-received.small")}</span></p>`
  return html`<div class="ask"><p>${t("report-start")}</p>
    <div class="acts">${CODES.map(code => html`<${May} key=${code} press=${() => tell(code)}>${t(`report-start.${code}`)}<//>`)}</div>
    <${Refusal} refused=${refused} />
  </div>`
}
