// wall_of.js: what a wall shows now: one plain value from what is known. The part draws it; the tests read it.
import { lineAt } from "./safe/grounding.js"

const FORGETS = 60          // seconds without a line after which no name stands on the wall any more
const FINAL = { ended: "closed", "meeting-over": "closed", elsewhere: "elsewhere" }
const ENDED = { over: "closed", open_elsewhere: "elsewhere" }
const BEFORE = new Set(["scheduled", "lobby_open"])
const FLOORS = { open: "wall.open", silent: "wall.silent", speaker: "wall.speaker" }

const said = (title, facts = {}) => ({ is: "said", title, more: `${title}.more`, facts, seats: [], holder: null, held: false })

/** `line` is how the line is and since when; `now` the room's time; `here` our own clock in seconds. */
export function wallOf({ picture, ended }, line, now, here) {
  if (ended) return said(`wall.${ENDED[ended.how] ?? "down"}`)
  if (picture?.phase === "closed") return said("wall.closed")
  if (line.is === "over") return said(`wall.${FINAL[line.why] ?? "down"}`)
  if (!picture) return { ...said("wall.finding"), more: null }
  const lost = line.is !== "live"
  if (lost && here - line.since >= FORGETS) return said("wall.lost")
  const circle = { seats: told(picture.seats), holder: picture.floor.holder }
  if (lost) return { ...said("wall.lost"), ...circle, is: "circle", held: true }
  if (picture.held.why) return { ...heldBy(picture.held, now), ...circle, held: true }
  if (BEFORE.has(picture.phase)) return { ...said("wall.before"), ...circle, is: "circle" }
  return { ...turnOf(picture), ...circle, is: "circle", ends: picture.ends, held: false }
}

/** Where some sit in a room, it stands beside each name: here, or online. A guide's mark goes before it. */
const told = seats => seats.some(({ here }) => here) ? seats.map(seat => ({ ...seat, beside: seat.here ? "here" : "online" })) : seats

/** Together and in step: the light and the line of an exercise are the same on every screen. */
function heldBy({ why, grounding, grounding_since: since }, now) {
  if (why !== "grounding") return { ...said(`wall.${why}`), is: why === "shield" ? "shield" : "circle" }
  const line = lineAt(grounding, now - since)
  return line ? { is: "ground", title: line.key, more: line.aside, facts: {}, breathes: grounding === "breathe", key: line.key } : { ...said("wall.grounded"), is: "ground" }
}

function turnOf({ floor, seats }) {
  const named = id => seats.find(seat => seat.id === id)?.name
  const name = named(floor.holder)
  const next = floor.hands.slice(0, 2).map(named).filter(Boolean)
  return { title: name ? "turn.of" : FLOORS[floor.mode] ?? "wall.nobody", facts: { name }, more: null, next }
}
