// share_more.js: what can be done with somebody's share besides reading it: tell a guide, and by the desk cover it.
import { html, useState } from "../helpers/html.js"
import * as frames from "../frames.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { Asks } from "./asks.js"
import { Aside } from "./buttons.js"
import { Refusal } from "./refusal.js"
import { Report } from "./report.js"

export const REASONS = ["how-detail", "contact", "names", "talk-over", "unkind", "selling", "recording", "scared"]

export const ShareMore = ({ share, desk, veiled, act, meeting }) => {
  const { ask, refused } = useAsking(act)
  const [reporting, setReporting] = useState(false)
  const ref = frames.ref(share)
  return html`<details class="share-more"><summary aria-label=${t("share.more-about", { name: share.by.name })} title=${t("share.more")}>${"···"}</summary>
    <div class="acts">
      ${desk && html`<${Aside} title=${t("desk.cover.tip")} press=${() => ask("veil", { ref, on: !veiled })}>${t(veiled ? "desk.cover.then" : "desk.cover")}<//>
        <${Asks} kind=${Aside} label=${t("desk.take-down")} title=${t("desk.take-down.tip")} question=${t("desk.take-down.asks")}
          reasons=${REASONS} act=${reason => ask("retract", { ref, reason })} />`}
      <${Aside} press=${() => setReporting(true)}>${t("do.report")}<//>
    </div>
    ${reporting && html`<${Report} ...${{ share, act, meeting }} />`}
    <${Refusal} refused=${refused} />
  </details>`
}
