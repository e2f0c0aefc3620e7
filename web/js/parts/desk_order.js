// desk_order.js: whose turn comes: those still to be invited or the hands, in order, and how turns are taken.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { orderOf } from "../desk_facts.js"
import { Asks } from "./asks.js"
import { Aside, May } from "./buttons.js"
import { Refusal } from "./refusal.js"
import { REASONS } from "./share_more.js"
import { Earlier, Later } from "./signs.js"

export const TurnOrder = ({ picture, act }) => {
  const { ask, refused } = useAsking(act)
  const { floor, desk } = picture
  const { kind, ids } = orderOf(picture)
  const name = id => picture.seats.find(seat => seat.id === id)?.name ?? ""
  return html`<section tabindex="-1" aria-labelledby="order"><h2 id="order">${t(`desk.${kind}`)}</h2>
    ${ids.length ? html`<ol class="order">${ids.map((id, place) => html`<${Waits} key=${id} ...${{ id, place, ask }} last=${ids.length - 1} turn=${floor.turn} queue=${desk.queue} name=${name(id)} hand=${kind === "hands"} />`)}</ol>`
      : html`<p class="small soft">${t(`desk.${kind}.none`)}</p>`}
    <div class="acts">
      ${floor.mode === "round_robin" && (floor.round_on
        ? html`<${Asks} label=${t("desk.round-anew")} title=${t("desk.start-round.tip")} question=${t("desk.round-anew.asks")} act=${() => ask("start_round")} />`
        : html`<${May} title=${t("desk.start-round.tip")} press=${() => ask("start_round")}>${t("desk.start-round")}<//>`)}
      ${floor.holder && html`<${Asks} label=${t("desk.take-turn")} title=${t("desk.take-turn.tip")} question=${t("desk.take-turn.asks", { name: name(floor.holder) })}
        reasons=${REASONS} act=${reason => ask("take_back_floor", { turn: floor.turn, reason })} />`}
      ${floor.mode === "raise_hands" && html`<${May} aria-pressed=${floor.hands_closed ? "true" : "false"} press=${() => ask("close_hands", { on: !floor.hands_closed })}>${t(floor.hands_closed ? "desk.open-hands" : "desk.close-hands")}<//>`}
    </div>
    <${Manner} ...${{ floor, desk, ask }} />
    <${Refusal} ...${{ refused }} />
  </section>`
}

const Waits = ({ id, name, place, last, turn, queue, hand, ask }) => {
  const move = to => () => ask("reorder", { whom: id, place: to, queue })
  return html`<li><b>${name}</b>
    <${Aside} title=${t("desk.give-turn.tip")} press=${() => ask("give_floor", { whom: id, turn })}>${t("desk.give-turn")}<//>
    ${hand && html`<${Aside} title=${t("desk.lower-hand.tip")} press=${() => ask("lower_hand", { whom: id })}>${t("desk.lower-hand")}<//>`}
    ${place > 0 && html`<button class="nudge" type="button" aria-label=${t("desk.earlier", { name })} onClick=${move(place - 1)}><${Earlier} /></button>`}
    ${place < last && html`<button class="nudge" type="button" aria-label=${t("desk.later", { name })} onClick=${move(place + 1)}><${Later} /></button>`}
  </li>`
}

const CHOICES = [
  ["mode", "set_mode", ["round_robin", "raise_hands", "open", "speaker", "silent"]],
  ["order", "set_order", ["first_come", "quiet_first", "facilitators_pick", "interleave_hybrid"]],
  ["crosstalk", "set_crosstalk", ["none", "after_checkin", "ask_first", "open"]],
]

const Manner = ({ floor, desk, ask }) => {
  const now = { mode: floor.mode, order: desk.order, crosstalk: floor.crosstalk }
  return html`<details class="more"><summary>${t("desk.change-turns")}</summary><p class="small soft">${t("desk.change-turns.tip")}</p>
    ${CHOICES.map(([what, act, values]) => html`<fieldset class="pick" key=${what}><legend>${t(`desk.${what}`)}</legend>
      ${values.map(value => html`<label key=${value}><input type="radio" name=${what} checked=${now[what] === value} onChange=${() => ask(act, { [what]: value })} />${t(`${what}.${value}`)}</label>`)}</fieldset>`)}
  </details>`
}
