// desk_facts.js: what the desk reads out of a picture: the next step, why to look, which parts there are. No page in here.

export const PARTS = ["opening", "agreements", "checkin", "focus", "sharing", "closing"]

/** The one thing a guide most likely wants now. `next` carries the turn that was seen, so two presses move once. */
export function nextStep({ phase, floor, desk, held }) {
  const go = to => ({ act: "go_to", fields: { phase: to }, label: `desk.to.${to}`, tip: "desk.next-part.tip" })
  if (held.paused_by) return { act: "pause", fields: { on: false }, label: "desk.pause.then", tip: "desk.pause.tip" }
  if (held.grounding) return { act: "ground", fields: { exercise: null }, label: "desk.ground.then", tip: "desk.ground.tip" }
  if (held.shielded_by) return { act: "shield", fields: { on: false }, label: "desk.quiet-screen.then", tip: "desk.quiet-screen.tip" }
  if (phase === "lobby_open") return { ...go("opening"), label: "desk.begin" }
  if (floor.mode === "round_robin" && !floor.round_on && !floor.holder && !desk.round_had) return { act: "start_round", label: "desk.start-round", tip: "desk.start-round.tip" }
  const whom = desk.to_ask[0] ?? floor.hands[0]
  if (floor.holder || (whom && floor.mode === "raise_hands")) {
    return { act: "next", fields: { turn: floor.turn }, whom, label: whom ? "desk.next-is" : "desk.next", tip: "desk.next.tip" }
  }
  const after = PARTS[PARTS.indexOf(phase) + 1]
  return after ? go(after) : { act: "end_for_all", label: "desk.end", asks: "desk.end.asks", tip: "desk.end.tip" }
}

/** Why the desk is worth opening on a phone: the first thing that waits for a person. */
export function whyOpen({ desk, waiting = [] }, t) {
  const [knock] = desk?.waiting ?? waiting
  return knock ? ` · ${t("knocked", { name: knock.name })}` : ""
}

/** People a guide may act on: everyone but themselves. */
export const others = ({ seats }, me) => seats.filter(seat => seat.id !== me)

/** Whether somebody has no line just now, in the circle or at the door: they cannot read what is written to them. */
export const outOfReach = ({ seats, desk }, whom) => [...seats, ...desk.waiting].some(({ id, away }) => id === whom && away) || desk.stepped_out.some(({ id }) => id === whom)

/** Where the hands or those still to be invited are, in order; which of the two it is. */
export const orderOf = ({ floor, desk }) => floor.mode === "round_robin" && (floor.round_on || desk.round_had)
  ? { kind: "to-ask", ids: desk.to_ask } : { kind: "hands", ids: floor.hands }
