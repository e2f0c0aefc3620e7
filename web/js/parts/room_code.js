// room_code.js: the code by which somebody in the room puts their own phone on their seat: to read out, to scan, or as a link.
import { html, useEffect, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { askCode } from "../line.js"
import { May } from "./buttons.js"
import { Refusal } from "./refusal.js"

/** The code stands on this page alone; the house keeps only its imprint. Once a phone has it, it is gone from here too. */
export const RoomCode = ({ whom, name, bound, meeting }) => {
  const [made, setMade] = useState(null)      // {code, link, picture, bound}: and whether a phone was bound when it was made
  const [refused, setRefused] = useState(null)
  const make = () => askCode(meeting.house.handle, whom).then(
    code => { setMade({ ...code, bound }); setRefused(null) },
    trouble => setRefused({ no: trouble.refused ?? "house-is-busy", facts: {} }))
  useEffect(() => { if (made && made.bound !== bound) setMade(null) }, [bound])
  return html`${made && html`<div class="room-code" role="group" aria-label=${t("desk.room.code")}>
      <p>${t("desk.room.code.is", { name })} <output class="digits">${spoken(made.code)}</output></p>
      <p class="small soft">${t(made.picture ? "desk.room.code.scan" : "desk.room.code.type")}</p>
      ${made.picture ? html`<${Picture} ...${made.picture} />`
        : html`<label class="ask"><span class="small">${t("desk.room.code.link")}</span><input class="link" type="text" readonly value=${made.link} onFocus=${event => event.target.select()} /></label>`}
    </div>`}
    <div class="acts"><${May} press=${make}>${t(made ? "desk.room.code.anew" : "desk.room.code")}<//></div>
    <${Refusal} ...${{ refused }} />`
}

/** Three and three, so that they can be read out and kept in mind. */
const spoken = code => `${code.slice(0, 3)} ${code.slice(3)}`

/** Dark on light in every light: a camera looks for that. */
const Picture = ({ size, path }) => html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${t("desk.room.code.picture")}>
  <rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" /></svg>`
