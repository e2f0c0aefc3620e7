// desk_room.js: who sits in the same physical room: brought in by name or number, pressed and typed for, given a code for a phone.
import { html, useId, useState } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { stateOf } from "../for_them.js"
import { can } from "../where.js"
import { Asks } from "./asks.js"
import { Aside, May } from "./buttons.js"
import { DeskWall } from "./desk_wall.js"
import { ForThem } from "./for_them.js"
import { Letter, threadOf } from "./letters.js"
import { Refusal } from "./refusal.js"
import { RoomCode } from "./room_code.js"

export const DeskRoom = ({ meeting, known, picture, you, act }) => html`
  <p class="small soft">${t(you.here.length ? "desk.room.tip" : "desk.room.nobody")}</p>
    ${you.here.map(one => html`<${Here} key=${one.id} ...${{ one, meeting, known, picture, act }} />`)}
    ${can(you, "host") && html`<${Add} ...${{ act }} /><${DeskWall} ...${{ meeting, picture, act }} />`}`

const Here = ({ one, meeting, known, picture, act }) => {
  const { ask, refused } = useAsking(act)
  const { id: whom, name, phone, bound } = one
  const state = stateOf(one, picture)
  const letters = threadOf(known.letters, whom)
  return html`<details class="more person" data-here=${state ?? "here"}><summary>${name}${state && ` · ${t(`desk.room.is.${state}`, { name: one.support_by ?? t("the-guide") })}`}</summary>
    <div class="one-here">
    ${phone ? html`<p class="small soft">${t("desk.room.own-phone", { name })}</p>` : html`<${ForThem} ...${{ one, meeting }} />`}
    ${letters.length > 0 && html`<p class="small soft">${t("desk.room.letters", { name })}</p>${letters.map(letter => html`<${Letter} key=${`${letter.by.seat} ${letter.n}`} letter=${letter} />`)}`}
    <${RoomCode} ...${{ whom, name, bound, meeting }} />
    <div class="acts">
      ${bound && html`<${Asks} kind=${Aside} label=${t("desk.room.take-back")} question=${t("desk.room.take-back.asks", { name })} act=${() => ask("take_seat_back", { whom })} />`}
      ${!phone && html`<${Asks} kind=${Aside} label=${t("desk.room.gone")} question=${t("desk.room.gone.asks", { name })} act=${() => ask("leave_here", { whom })} />`}
    </div>
    <${Refusal} ...${{ refused }} />
    </div>
  </details>`
}

/** One more person. They agree by saying so in the room; nobody is brought in who has not. */
const Add = ({ act }) => {
  const id = useId()
  const { ask, refused } = useAsking(act)
  const [name, setName] = useState("")
  const [newcomer, setNewcomer] = useState(false)
  const [agreed, setAgreed] = useState(false)
  const tick = (yes, first) => { setAgreed(yes); setNewcomer(first) }
  const add = async fields => {
    tick(false, false)      // at once: a yes is one person's, and the next may be typed already
    const { ok } = await ask("seat_here", { newcomer, agreed, ...fields })
    if (ok) setName(now => now === name ? "" : now)
    else tick(agreed, newcomer)
  }
  return html`<div class="ask add-here">
    <label for=${id}>${t("desk.room.name")}</label>
    <input id=${id} type="text" autocomplete="off" autocapitalize="words" spellcheck="false" maxlength="24" value=${name} onInput=${event => setName(event.target.value)} />
    <label class="choice"><input type="checkbox" checked=${agreed} onChange=${event => setAgreed(event.target.checked)} /><span>${t("desk.room.agreed")}</span></label>
    <label class="choice"><input type="checkbox" checked=${newcomer} onChange=${event => setNewcomer(event.target.checked)} /><span>${t("desk.room.new")}</span></label>
    <div class="acts"><${May} press=${() => add({ name: name.trim(), numbered: false })}>${t("desk.room.add")}<//>
      <${Aside} title=${t("desk.room.add-number.tip")} press=${() => add({ name: t("desk.room.chair"), numbered: true })}>${t("desk.room.add-number")}<//></div>
    <${Refusal} ...${{ refused }} />
  </div>`
}
