// where.js: which of the page's views is the true one now. One question, answered in one place.

/** The view, from what is known and how the line is. Order is meaning: what is over comes before what is going on. */
export function where({ you, picture, ended }, line, left) {
  if (ended || picture?.phase === "closed" || picture?.door === "closed" || line.why === "ended") return "goodbye"
  if (you?.where === "out" || line.why === "out") return "out"
  if (you?.where === "declined") return "declined"
  if (left || you?.where === "left") return "left"
  if (line.is === "over") return line.why === "elsewhere" ? "elsewhere" : "not-valid"
  if (!picture || !you) return "finding"
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

export const guides = you => you?.sight === "desk"
export const can = (you, power) => you?.powers?.includes(power) ?? false
