// keep_mine.js: keep your own words? Off unless somebody says yes; a file on their own device; no again until the very end.
import { html, useRef, useState } from "../helpers/html.js"
import { save } from "../helpers/files.js"
import { later } from "../helpers/later.js"
import { t } from "../helpers/words.js"
import { Do, May } from "./buttons.js"

/** The offer, in a panel of the room. */
export const KeepMine = ({ meeting }) => {
  const { own } = meeting
  const press = on => () => meeting.keepMine(on)
  return html`<section class="panel">
    <p>${t("keep-offer")}</p>
    <div class="acts" role="group" aria-label=${t("keep-offer.title")}>
      <${May} aria-pressed=${own.on} press=${press(true)}>${t("do.keep-mine")}<//>
      <${May} aria-pressed=${!own.on} press=${press(false)}>${t("do.no")}<//>
    </div>
    <p class="still" aria-live="polite">${t(own.on ? "keep-mine.on" : "keep-mine.off")}</p>
  </section>`
}

/** At the end: the file, or let them go after all. Nothing at all for who did not ask. */
export const KeptMine = ({ meeting, lang }) => {
  const [saved, setSaved] = useState(false)
  const { own } = meeting
  if (!own.on) return null
  const write = () => {
    const now = new Date()
    save(`notes-${now.toISOString().slice(0, 10)}.html`, own.file({ title: t("keep-mine.file"), lang, day: new Intl.DateTimeFormat(lang, { dateStyle: "full" }).format(now) }), "text/html")
    setSaved(true)
  }
  const { handle, shelf } = meeting.house
  return html`<section class="slip" tabindex="-1" aria-labelledby="mine">
    <h2 id="mine">${t("keep-mine.title")}</h2>
    <p>${t(own.words.length ? "keep-mine.waiting" : "keep-mine.none")}</p>
    <div class="acts">
      ${own.words.length > 0 && html`<${Do} press=${write}>${t("do.save-mine")}<//>`}
      <${May} press=${() => meeting.keepMine(false)}>${t("do.let-mine-go")}<//>
    </div>
    ${saved && html`<p class="seal">${t("keep-ready")}</p>`}
    ${own.words.length > 0 && shelf && html`<${Later} address=${shelf} ...${{ handle, lang, shares: own.words }} />`}
  </section>`
}

/** The shelf, where this house has one. Few want it, so it comes only when it is asked for. */
const Later = ({ address, ...rest }) => {
  const place = useRef(null)
  const [is, setIs] = useState("offered")
  const come = async () => {
    setIs("coming")
    try { (await later(address)).keepHere(place.current, rest); setIs("here") } catch { setIs("offered") }
  }
  return html`${is !== "here" && html`<div class="acts"><${May} press=${come} disabled=${is === "coming"}>${t("keep-mine.shelf")}<//></div>`}<div ref=${place}></div>`
}
