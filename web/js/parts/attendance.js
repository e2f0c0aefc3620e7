// attendance.js: do you need a note that says you came? It goes to this device; there is no copy.
import { html, useState } from "../helpers/html.js"
import { noteFor } from "../attendance.js"
import { saveSigned } from "../helpers/files.js"
import { inTongue } from "../helpers/tongue.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"

export const Attendance = ({ handle, issuer }) => {
  const [name, setName] = useState("")
  const [is, setIs] = useState("offered")
  const make = async event => {
    event.preventDefault()
    if (is === "making" || !name.trim()) return
    setIs("making")
    const note = await noteFor(name.trim(), handle).catch(() => null)
    if (note) saveSigned("came-note.json", note)
    setIs(note ? "made" : "late")
    setName("")
  }
  return html`<section aria-labelledby="note">
    <h2 id="note">${t("came-note.title")}</h2>
    <p>${t("attendance", { issuer })}</p>
    ${is === "offered" || is === "making"
      ? html`<form class="ask" onSubmit=${make}>
          <label for="holder">${t("came-note.name")}</label>
          <input id="holder" type="text" name="holder" autocomplete="off" spellcheck=${false} maxlength="80" value=${name} onInput=${event => setName(event.target.value)} />
          <div class="acts"><button class="may" type="submit" disabled=${is === "making"}>${t("do.make-note")}</button></div>
        </form><p class="soft">${t("came-note.name.small")}</p>`
      : html`<p role="status">${t(is === "made" ? "came-note.made" : "came-note.late")} <a href=${inTongue("/receipt")}>${t("receipt.check")}</a></p>`}
  </section>`
}
