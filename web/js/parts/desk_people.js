// desk_people.js: one person at a time: ask to listen, write, roles, the lobby, and the two ways out. And who is out, with the way back.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { useNow } from "../helpers/ticking.js"
import { t } from "../helpers/words.js"
import { others } from "../desk_facts.js"
import { can } from "../where.js"
import { Asks } from "./asks.js"
import { Aside, May } from "./buttons.js"
import { isGuide, TakeTime } from "./desk_alone.js"
import { Letters, threadOf } from "./letters.js"
import { Refusal } from "./refusal.js"
import { REASONS } from "./share_more.js"

const UNDO = 60        // seconds in which a removal can be taken back
const ROLES = ["participant", "greeter", "timekeeper", "reader", "hub_host", "co_facilitator"]

export const People = ({ meeting, known, picture, you, me, act, format }) => html`
  <section tabindex="-1" aria-labelledby="people"><h2 id="people">${t("desk.people")}</h2>
    ${[...others(picture, me), ...(picture.desk?.stepped_out ?? [])].map(seat => html`<${Person} key=${seat.id} ...${{ seat, picture, you, me, act, meeting, known, format }} />`)}
    <${Gone} ...${{ picture, act, meeting }} />
  </section>`

const Person = ({ seat, picture, you, me, act, meeting, known, format }) => {
  const { ask, refused } = useAsking(act)
  const { id: whom, name } = seat
  const muted = picture.desk?.muted.includes(whom)
  const removes = (label, kind) => html`<${Asks} kind=${Aside} label=${t(`desk.${label}`)} title=${t(`desk.${label}.tip`, { reviewer: t("desk.reviewer") })}
    question=${t(`desk.${label}.asks`, { name })} reasons=${REASONS} act=${reason => ask("remove", { whom, kind, reason })} />`
  return html`<details class="more person"><summary>${name}${muted ? ` · ${t("desk.listens")}` : ""}${picture.desk?.stepped_out.includes(seat) ? ` · ${t("desk.stepped-out")}` : ""}</summary>
    <div class="acts">
      ${can(you, "guide") && html`<${Aside} title=${t("desk.give-turn.tip")} press=${() => ask("give_floor", { whom, turn: picture.floor.turn })}>${t("desk.give-turn")}<//>`}
      ${muted ? html`<${Aside} press=${() => ask("mute", { whom, on: false })}>${t("desk.ask-to-listen.then")}<//>`
        : html`<${Asks} kind=${Aside} label=${t("desk.ask-to-listen")} title=${t("desk.ask-to-listen.tip")} question=${t("desk.ask-to-listen.asks", { name })}
            act=${() => ask("mute", { whom, on: true })} />`}
      <${Asks} kind=${Aside} label=${t("desk.back-to-lobby")} title=${t("desk.back-to-lobby.tip")} question=${t("desk.back-to-lobby.asks", { name })} act=${() => ask("back_to_lobby", { whom })} />
      ${removes("out-session", "for_session")}${removes("out-reviewed", "until_reviewed")}
    </div>
    ${seat.hub && html`<p class="small soft">${t(seat.phone ? "desk.sits-in-room.phone" : "desk.sits-in-room", { name: nameOf(picture, seat.hub) })}</p>`}
    ${can(you, "guide") && !you.may_end && !isGuide(seat) && !(seat.hub && !seat.phone) && !picture.desk?.asides.some(aside => aside.seat === whom) && html`<${TakeTime} ...${{ whom, ask }} kind=${Aside} young=${Boolean(format?.under_18)}
      guides=${picture.seats.filter(other => isGuide(other) && other.id !== me)} label=${t("desk.alone.invite")} title=${t("desk.alone.invite.tip")} />`}
    ${can(you, "appoint") && !seat.hub && html`<fieldset class="pick"><legend>${t("desk.role")}</legend>${ROLES.map(role => html`<label key=${role}><input type="radio" name=${`role ${whom}`}
      checked=${(seat.mark ?? "participant") === role} onChange=${() => ask("give_role", { whom, role })} />${t(`role.${role}`)}</label>`)}</fieldset>
      <div class="acts"><${Asks} kind=${Aside} label=${t("desk.hand-over")} title=${t("desk.hand-over.tip")} question=${t("desk.hand-over.asks", { name })} act=${() => ask("hand_over", { whom })} /></div>`}
    ${can(you, "support") && html`<${Letters} ...${{ meeting, whom }} about="note" to=${name} letters=${threadOf(known.letters, whom)} level=${3} />`}
    <${Refusal} ...${{ refused }} />
  </details>`
}

const nameOf = (picture, id) => [...picture.seats, ...(picture.desk?.stepped_out ?? [])].find(seat => seat.id === id)?.name ?? ""

const Gone = ({ picture, act, meeting }) => {
  const { ask, refused } = useAsking(act)
  const now = useNow(meeting.now, 10)
  const out = (picture.desk?.gone ?? []).filter(({ how }) => how !== "declined")
  if (!out.length) return null
  return html`<h3>${t("desk.who-is-out")}</h3><ol class="order">${out.map(({ id, name, how, reason, at }) => html`<li key=${id}><b>${name}</b> <span class="small soft">${t(`reason.${reason}.short`)}</span>
    ${how === "for_session" && now < at + UNDO && html`<${May} title=${t("desk.out-session.until")} press=${() => ask("undo_remove", { whom: id })}>${t("do.undo")}<//>`}</li>`)}</ol>
    <${Refusal} ...${{ refused }} />`
}
