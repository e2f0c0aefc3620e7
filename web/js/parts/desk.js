// desk.js: the guide's desk: one table top, ordered by how soon it needs a person. A column on a wide screen, a sheet on a phone.
import { html, useEffect, useRef } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { can } from "../where.js"
import { DeskAlone } from "./desk_alone.js"
import { Door } from "./desk_door.js"
import { Hour } from "./desk_hour.js"
import { DeskLetters } from "./desk_letters.js"
import { TurnOrder } from "./desk_order.js"
import { People } from "./desk_people.js"
import { RecordOf } from "./desk_record.js"
import { DeskBeside } from "./desk_beside.js"
import { Whole } from "./desk_whole.js"

export const Desk = ({ sheet, close, ...room }) => {
  const { you } = room
  const here = useSheet(sheet)
  return html`<div class="desk" id="desk" ref=${here} role="region" tabindex="-1" aria-label=${t("desk")} data-open=${sheet || null}>
    <button type="button" class="aside back" onClick=${close}>${t("do.back-to-circle")}</button>
    ${can(you, "admit") && html`<${Door} ...${room} />`}
    ${(can(you, "host") || you.here?.length > 0) && !can(you, "guide") && html`<${DeskBeside} ...${room} />`}
    ${can(you, "guide") && !you.may_end && html`<${DeskAlone} ...${room} />`}
    ${can(you, "guide") && html`<${TurnOrder} ...${room} />`}
    ${can(you, "extend") && html`<${Hour} ...${room} />`}
    ${can(you, "protect") && html`<${Whole} ...${room} />`}
    ${can(you, "support") && html`<${DeskLetters} ...${room} />`}
    ${can(you, "protect") && html`<${People} ...${room} />`}
    ${can(you, "guide") && !you.may_end && html`<${DeskBeside} ...${room} />`}
    ${can(you, "support") && html`<${RecordOf} ...${room} />`}
  </div>`
}

/** On a phone the keyboard goes with the sheet: to the desk as it opens, back to its button as it shuts. */
function useSheet(sheet) {
  const here = useRef(null)
  const was = useRef(false)
  useEffect(() => {
    const to = sheet ? here.current : was.current ? document.querySelector(".to-desk") : null
    to?.focus({ preventScroll: true })
    was.current = sheet
  }, [sheet])
  return here
}
