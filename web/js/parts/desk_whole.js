// desk_whole.js: everyone at once. Each of these is undone by the same button, but for the end, which asks first.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { useNow } from "../helpers/ticking.js"
import { t } from "../helpers/words.js"
import { can } from "../where.js"
import { Asks } from "./asks.js"
import { May } from "./buttons.js"
import { Refusal } from "./refusal.js"

const SLOWLY = 60     // seconds between one person's shares

export const Whole = ({ meeting, picture, you, act }) => {
  const { ask, refused } = useAsking(act)
  const now = useNow(meeting.now, 30)
  const { held, desk } = picture
  const left = Math.max(0, Math.round((picture.ends - now) / 60))
  const turnable = (name, on, act, fields) => html`<${May} aria-pressed=${on ? "true" : "false"} title=${t(`desk.${name}.tip`, { n: SLOWLY })} press=${() => ask(act, fields)}>${t(on ? `desk.${name}.then` : `desk.${name}`)}<//>`
  return html`<section tabindex="-1" aria-labelledby="whole"><h2 id="whole">${t("desk.everyone")}</h2>
    <div class="whole">
      ${held.grounding ? turnable("ground", true, "ground", { exercise: null }) : html`
        <${May} title=${t("desk.ground.tip")} press=${() => ask("ground", { exercise: "breathe" })}>${t("desk.breathe")}<//>
        <${May} title=${t("desk.ground.tip")} press=${() => ask("ground", { exercise: "look_around" })}>${t("desk.look-around")}<//>`}
      ${turnable("quiet-screen", Boolean(held.shielded_by), "shield", { on: !held.shielded_by })}
      ${turnable("slowly", Boolean(held.slow), "go_slowly", { seconds: held.slow ? null : SLOWLY })}
      ${turnable("all-listen", held.all_muted, "mute_all", { on: !held.all_muted })}
      ${turnable("pause", Boolean(held.paused_by), "pause", { on: !held.paused_by })}
      ${held.everyone_held ? turnable("hold", true, "hold_everyone", { on: false })
        : html`<${Asks} label=${t("desk.hold")} title=${t("desk.hold.tip")} question=${t("desk.hold.asks")} act=${() => ask("hold_everyone", { on: true })} />`}
      ${can(you, "end") && html`<${Asks} label=${t("desk.end")} title=${t("desk.end.tip")} question=${t("desk.end.asks", { minutes: left })} act=${() => ask("end_for_all")} />`}
    </div>
    ${held.everyone_held && desk && html`<${JustIn} ...${{ picture, ask }} />`}
    <p class="small soft">${t("desk.everyone.small")}</p>
    <${Refusal} ...${{ refused }} />
  </section>`
}

/** While everyone is held: who came in during the last five minutes, to be asked to wait outside. */
const JustIn = ({ picture: { seats, desk }, ask }) => html`<p class="small">${t("desk.hold.came-in")}</p>
  ${desk.recent.length ? html`<ol class="order">${desk.recent.map(id => html`<li key=${id}><b>${seats.find(seat => seat.id === id)?.name}</b>
    <button type="button" class="aside" onClick=${() => ask("back_to_lobby", { whom: id })}>${t("desk.back-to-lobby")}</button></li>`)}</ol>` : html`<p class="small soft">${t("desk.hold.nobody")}</p>`}`
