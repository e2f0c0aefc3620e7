// desk_beside.js: people in the same physical room. Most guides sit alone: theirs unfolds when it is wanted.
import { html, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { can } from "../where.js"
import { ForFew } from "./for_few.js"

export const DeskBeside = ({ meeting, you, lang }) => {
  const [wanted, want] = useState(false)
  const open = wanted || you.here.length > 0 || !can(you, "guide")
  const room = open && html`<${ForFew} ...${{ meeting, lang }} part="desk" />`
  return html`<section class="desk-room" tabindex="-1" aria-labelledby="desk-room">${can(you, "guide")
    ? html`<details class="more" open=${open} onToggle=${event => want(event.target.open)}><summary><h2 id="desk-room">${t("desk.room")}</h2></summary>${room}</details>`
    : html`<h2 id="desk-room">${t("desk.room")}</h2>${room}`}</section>`
}
