// circle.js: the circle, seen from your chair. One ordered list; the light is an attribute on whoever has the turn.
import { html, useLayoutEffect, useRef } from "../helpers/html.js"
import { unwrapped } from "../helpers/ring.js"
import { has, t } from "../helpers/words.js"

const KEEPERS = new Set(["facilitator", "co_facilitator", "peer_support_specialist"])

/** `next` is known to the desk and, among raised hands, to all; never in a round (decision 15). */
export const Circle = ({ seats, me, holder, next = null, held = false, prompt, hour = null, more = 0, everyone }) => html`
  <section class="circle" aria-label=${t("circle")} data-held=${held || null}
    style=${{ "--n": seats.length, "--you": Math.max(0, indexOf(seats, me)) }}>
    <svg class="thread" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 100Q50-100 100 100" vector-effect="non-scaling-stroke" /></svg>
    <ol class="seats" aria-label=${t("circle.order")} tabindex=${seats.length > 12 ? 0 : null}>
      ${seats.map((seat, i) => html`<${Seat} key=${seat.id} i=${i} seat=${seat} you=${seat.id === me} floor=${seat.id === holder} next=${seat.id === next} held=${held} />`)}
    </ol>
    <${Ember} at=${{ holder: indexOf(seats, holder), you: indexOf(seats, me), n: seats.length }} />
    <div class="hearth">
      ${prompt && html`<p class="prompt">${prompt}</p>`}
      ${hour && html`<p class="soft">${hour}</p>`}
      ${more > 0 && html`<button type="button" class="aside" onClick=${everyone}>${t("circle.everyone")}</button>`}
    </div>
  </section>`

const indexOf = (seats, id) => seats.findIndex(seat => seat.id === id)

const Seat = ({ i, seat, you, floor, next, held }) => html`
  <li class="seat" style=${{ "--i": i }} data-you=${you || null} data-floor=${floor || null} data-next=${next || null} aria-current=${floor ? "true" : null}
      data-keeps=${KEEPERS.has(seat.mark) || null} data-away=${seat.away || null}>
    <span class="bead"></span>
    <span class="name">${you ? t("you") : seat.name}${under(seat, next) && html`<i>${under(seat, next)}</i>`}${floor &&
      html`<span class="unseen">${t(held ? "circle.has-turn-held" : "circle.has-turn")}</span>`}</span>
  </li>`

const under = (seat, next) => {
  if (seat.away) return t("circle.line-dropped")
  if (next) return t("circle.next")
  if (seat.hub) return t("circle.in-a-room")
  if (seat.beside) return [KEEPERS.has(seat.mark) && t(`mark.${seat.mark}`), t(`wall.${seat.beside}`)].filter(Boolean).join(" · ")
  return seat.mark && has(`mark.${seat.mark}`) ? t(`mark.${seat.mark}`) : null
}

/** The ember glides the nearer way: its place is an unwrapped number, set where a strict policy lets a page set style. */
const Ember = ({ at }) => {
  const here = useRef(null)
  const before = useRef(null)
  useLayoutEffect(() => {
    if (at.holder < 0) return
    before.current = unwrapped(before.current, { ...at, you: Math.max(0, at.you) })
    here.current.style.setProperty("--at", before.current)
  }, [at.holder, at.you, at.n])
  return html`<span class="ember" aria-hidden="true" ref=${here}></span>`
}
