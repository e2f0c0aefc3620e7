// goodbye.js: the end of an evening: go gently, and the house's word on what is gone. By now the page holds no word of it.
import { html, useState } from "../helpers/html.js"
import { can } from "../where.js"
import { leftAlone } from "../picture.js"
import { saveSigned } from "../helpers/files.js"
import { readReceipt } from "../receipt.js"
import { hour } from "../helpers/time.js"
import { inTongue } from "../helpers/tongue.js"
import { t } from "../helpers/words.js"
import { Attendance } from "./attendance.js"
import { Alone } from "./alone.js"
import { Back } from "./beside.js"
import { May } from "./buttons.js"
import { DeskAlone } from "./desk_alone.js"
import { HelpCard } from "./help_card.js"
import { KeptMine } from "./keep_mine.js"
import { LateReport } from "./late_report.js"

export const Goodbye = ({ meeting, known, lang, card, format }) => {
  const { handle, issuer, lead } = meeting.house
  const receipt = known.ended?.receipt
  return html`
    <section class="lit">
      <h1>${t("goodbye.title", { you: known.you?.name ?? "" })}</h1>
      <p class="lead">${t(leftAlone(known) ? "facilitator-gone" : "goodbye.lead")}</p>
      <p>${t("goodbye")}</p>
    </section>
    <${Behind} ...${{ meeting, known, format }} />
    ${receipt ? html`<${Receipt} ...${{ receipt, lang }} />` : html`<section class="slip" tabindex="-1"><h2>${t("receipt.title")}</h2><p>${t("receipt.soon")}</p></section>`}
    <${KeptMine} ...${{ meeting, lang }} />
    ${!receipt && handle && html`<${Attendance} ...${{ handle, issuer }} />`}
    <section aria-labelledby="after"><h2 id="after">${t("goodbye.after")}</h2><p>${t("goodbye.after.body")}</p><p>${t("goodbye.next")}</p></section>
    <${LateReport} ...${{ meeting, handle, lead }} />
    <${Card} ...${{ card }} />`
}

/** Who would like to stay a few minutes asks for a room of two; it is another meeting, and this one goes all the same. */
const Behind = ({ meeting, format, known: { you, picture, me, ended } }) => {
  if (you?.may_end) return html`<section class="panel"><p>${t("alone.after")}</p><div class="acts"><${Back} house=${meeting.house} /></div></section>`
  if (ended || !picture || !you || picture.sight === "lobby") return null
  if (picture.desk && can(you, "guide")) return picture.desk.asides.length > 0 && html`<${DeskAlone} ...${{ meeting, picture, me, you, format }} act=${meeting.act} />`
  return you.aside ? html`<${Alone} ...${{ meeting }} />` : html`<section class="acts"><${May} press=${() => meeting.act("ask_aside")}>${t("do.stay-a-few", { name: t("the-guide") })}<//></section>`
}

const Receipt = ({ receipt, lang }) => {
  const [saved, setSaved] = useState(false)
  const told = readReceipt(receipt)
  const rows = [["receipt.words", told?.words_left || t("receipt.none")], ["receipt.names", t("receipt.none")], ["receipt.who", t("receipt.never")],
    told && ["receipt.key", t("receipt.destroyed", { time: hour(told.wiped_at, lang) })], told && ["receipt.items", told.sealed_items_deleted]].filter(Boolean)
  return html`<section class="slip" tabindex="-1" aria-labelledby="receipt">
    <h2 id="receipt">${t("wipe-receipt.title")}</h2>
    <dl>${rows.map(([key, value]) => html`<div key=${key}><dt>${t(key)}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="seal">${t("wipe-receipt.small", { minutes: told ? Math.max(0, Math.round((told.report_key_until - told.wiped_at) / 60)) : 60 })}</p>
    <p class="seal">${t("wipe-receipt.statement")} <a href=${inTongue("/keep")}>${t("do.what-we-cannot-promise")}</a></p>
    <div class="acts"><${May} press=${() => { saveSigned("note.json", receipt); setSaved(true) }}>${t("do.save-receipt")}<//>${saved && html`<span class="soft">${t("receipt.saved")} <a href=${inTongue("/receipt")}>${t("receipt.check")}</a></span>`}</div>
  </section>`
}

export const Card = ({ card, shown = false }) => {
  const [open, setOpen] = useState(shown)
  return open
    ? html`<section aria-labelledby="help-now"><h2 id="help-now">${t("do.help-card")}</h2><${HelpCard} ...${{ card }} /></section>`
    : html`<section class="acts"><${May} press=${() => setOpen(true)}>${t("do.help-card")}<//></section>`
}
