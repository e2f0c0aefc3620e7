// checked.js: what was found out about a signed file, and what it says where it holds. Honest about where a signature ends.
import { html } from "../helpers/html.js"
import { hour } from "../helpers/time.js"
import { t } from "../helpers/words.js"

const HOLDS = new Set(["this-house"])
const dayOf = (seconds, lang) => new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date(seconds * 1000))

const wiped = (said, lang) => [
  ["receipt.closed", `${dayOf(said.closed_at, lang)}, ${hour(said.closed_at, lang)}`],
  ["receipt.key", t("receipt.destroyed", { time: hour(said.wiped_at, lang) })],
  ["receipt.items", said.sealed_items_deleted],
  ["receipt.words", said.words_left || t("receipt.none")],
  ["receipt.seats", said.seats],
  ["receipt.report-key", hour(said.report_key_until, lang)],
]
const attended = (said, lang, holder) => [
  ...(holder ? [["came-note.holder", holder.name]] : []),
  ["came-note.date", said.date], ["came-note.minutes", t("came-note.minutes.of", { n: said.minutes_present, total: said.minutes_total })], ["came-note.from", said.issuer],
]

export const Checked = ({ is, signed = null, byTheHouse = false, lang }) => {
  const rows = HOLDS.has(is) ? (signed.said.is === "wiped" ? wiped(signed.said, lang) : attended(signed.said, lang, signed.holder)) : []
  return html`<h2>${t(`checked.${is ?? "nobody-can"}`)}</h2>
    ${rows.length > 0 && html`<dl class="facts">${rows.map(([key, value]) => html`<div key=${key}><dt>${t(key)}</dt><dd>${value}</dd></div>`)}</dl>`}
    ${byTheHouse && is && html`<p class="note">${t("checked.by-the-house")}</p>`}
    <p class="soft">${t("checked.limits")}</p>`
}
