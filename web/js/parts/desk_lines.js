// desk_lines.js: the guide's own lines in their place: how the turn goes, a sentence to say, and the next step.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { about, capital } from "../helpers/time.js"
import { useNow } from "../helpers/ticking.js"
import { has, t } from "../helpers/words.js"
import { nextStep, whyOpen } from "../desk_facts.js"
import { heldBy } from "../where.js"
import { Asks } from "./asks.js"
import { Do, May } from "./buttons.js"
import { Refusal } from "./refusal.js"

export const DeskLines = ({ meeting, known, picture, you, act, openDesk, quietly }) => {
  const { ask, refused } = useAsking(act)
  const now = useNow(meeting.now)
  const { desk, floor, held, phase } = picture
  const step = nextStep(picture)
  const name = id => picture.seats.find(seat => seat.id === id)?.name ?? ""
  const part = phase === "lobby_open" ? "lobby" : phase
  return html`
    ${floor.holder && desk.turn_until && html`<p class="still">${desk.turn_until > now
      ? t("desk.time-left", { about: capital(about(desk.turn_until - now, t, has)) }) : t("desk.over-time")}${desk.to_ask[0] ? ` ${t("desk.then", { name: name(desk.to_ask[0]) })}` : ""}</p>`}
    ${floor.holder !== you.seat && !heldBy(known) && has(`quiet-guide.${part}.say`) && html`<p class="say">${t("quiet-guide.say")}: “${t(`quiet-guide.${part}.say`, { name: you.name, you: desk.waiting[0]?.name ?? t("desk.everyone-here"), minutes: Math.round((picture.ends - picture.starts) / 60) })}”</p>`}
    <div class="acts desk-acts">
      <${Step} ...${{ step, ask, kind: quietly ? May : Do, name: name(step.whom), left: Math.max(0, Math.round((picture.ends - now) / 60)) }} />
      ${floor.holder && !held.paused_by && html`<${May} title=${t("desk.more-time.tip")} press=${() => ask("more_time", { turn: floor.turn })}>${t("desk.more-time")}<//>`}
      ${!held.paused_by && html`<${May} title=${t("desk.pause.tip")} press=${() => ask("pause", { on: true })}>${t("desk.pause")}<//>`}
      <button type="button" class="may to-desk" onClick=${openDesk}>${t("desk.open")}${whyOpen(picture, t)}</button>
    </div>
    <${Refusal} ...${{ refused }} />`
}

/** The next step, strong unless the guide is about to speak. What cannot be undone asks first. */
const Step = ({ step, ask, kind, name, left }) => step.asks
  ? html`<${Asks} kind=${kind} label=${t(step.label)} title=${t(step.tip)} question=${t(step.asks, { minutes: left })} act=${() => ask(step.act)} />`
  : html`<${kind} title=${t(step.tip)} press=${() => ask(step.act, step.fields)}>${t(step.label, { name })}<//>`
