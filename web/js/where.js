// where.js: which of the page's views is the true one now. One question, answered in one place.

const ENDED = {
  over: "goodbye", left: "left", declined: "declined", out_for_session: "out", out_until_reviewed: "out", open_elsewhere: "elsewhere", not_valid: "not-valid", let_go: "let-go",
}
const OVER = { ended: "goodbye", "meeting-over": "goodbye", left: "left", out: "out", elsewhere: "elsewhere" }

/** The view, from what is known and how the line is. Order is meaning: what is over comes before what is going on. */
export function where({ you, picture, ended }, line, left = false) {
  if (ended) return ENDED[ended.how] ?? "goodbye"
  if (picture?.phase === "closed" || picture?.door === "closed") return "goodbye"
  if (you?.where === "out" || you?.where === "declined") return you.where
  if (left || you?.where === "left") return "left"
  if (line.is === "over") return OVER[line.why] ?? "not-valid"
  if (!picture || !you) return "finding"
  if (you.aside?.stage === "open") return "apart"
  return picture.sight === "lobby" ? "lobby" : "room"
}

/** What lies over the meeting, where something does: the strongest first. */
export function heldBy({ picture, you }) {
  const held = picture?.held
  if (!held) return null
  if (held.waits_for) return "waiting"
  if (held.shielded_by) return "shield"
  if (held.grounding) return "grounding"
  if (held.paused_by) return "paused"
  if (held.everyone_held && !guides(you)) return "everyone"
  return null
}

/** Whether the house can still hear this page, now or when the line is back. */
export const reaches = ({ you }, line) => Boolean(you) && line.is !== "over"

export const guides = you => you?.sight === "desk"
/** Who has something to look after besides their own place. */
export const hasDesk = you => ["admit", "extend", "support", "host"].some(power => can(you, power)) || Boolean(you?.here?.length)

/** Somebody in one's own room whom one speaks for: they have no line of their own just now. */
export const spokenFor = (you, seat) => you?.here?.find(one => one.id === seat && !one.phone) ?? null

export const can = (you, power) => you?.powers?.includes(power) ?? false
