// for_them.js: what a host may press for somebody in their room now: plain names from what is known. The part draws them; the tests read them.
import { heldBy } from "./where.js"

/** `first` is what their turn or the way of taking turns asks for; `quiet` is what can be done at any time. */
export function mayFor(one, known) {
  const help = one.support ? "unsupport" : "support"
  if (one.where !== "circle") return { first: [], quiet: [help] }
  return { first: heldBy(known) ? [] : theirTurn(one, known.picture), quiet: [one.listen_only ? "turns" : "listen", help] }
}

function theirTurn(one, { floor, phase }) {
  const later = one.may_come_back ? ["later"] : []
  if (floor.holder === one.id) return one.invited ? ["take", "pass", ...later] : ["done", "pass", ...later]
  const agree = phase === "agreements" && !one.assented ? ["agree"] : []
  if (one.listen_only || one.muted) return agree
  if (floor.mode === "raise_hands" && one.hand) return [...agree, "lower"]
  if (floor.mode === "raise_hands" && !floor.hands_closed) return [...agree, "hand"]
  return one.in_round ? [...agree, "pass"] : agree
}

/** Whether words of theirs would reach the circle now. */
export function mayTypeFor(one, known) {
  const { floor, held, phase } = known.picture
  if (phase === "lobby_open" || one.where !== "circle" || one.muted || one.listen_only || held.all_muted || heldBy(known)) return false
  return floor.holder === one.id || floor.mode === "open"
}

/** How somebody in the room is now, in one word for the list: the strongest first. */
export function stateOf(one, { floor }) {
  if (one.phone) return "phone"
  if (one.where === "lobby") return "outside"
  if (one.support) return "support"
  if (floor.holder === one.id) return one.invited ? "asked" : "turn"
  if (one.next) return "next"
  if (one.hand) return "hand"
  if (one.muted || one.listen_only) return "listens"
  return one.bound ? "phone-away" : null
}
