// A wall: what it shows of what is known, and how it comes in, waits and forgets.
import assert from "node:assert/strict"
import { test } from "node:test"
import { Screen } from "../../web/js/screen.js"
import { wallOf } from "../../web/js/wall_of.js"
import { HandClock } from "./scene.mjs"

const LIVE = { is: "live", since: 0 }
const picture = (over = {}) => ({
  is: "picture", sight: "wall", phase: "sharing", starts: 0, ends: 3600, phase_ends: 1800, prompt: 0, more: 0,
  seats: [{ id: "fay", name: "Fay", mark: "facilitator", away: false }, { id: "ana", name: "Ana", mark: null, away: false }, { id: "bo", name: "Bo", mark: null, away: false }],
  floor: { mode: "raise_hands", holder: "ana", hands: ["bo", "fay"] }, held: { why: null, closes_at: null, grounding: null, grounding_since: null }, ...over,
})
const wall = (over, line = LIVE, now = 100, here = 0) => wallOf({ picture: picture(over), ended: null }, line, now, here)

test("a wall says whose turn it is, and who raised a hand", () => {
  const { title, facts, next, holder } = wall()
  assert.deepEqual([title, facts.name, next, holder], ["turn.of", "Ana", ["Bo", "Fay"], "ana"])
})

test("where nobody has the turn it says how turns are taken", () => {
  const titles = ["open", "silent", "speaker", "round_robin"].map(mode => wall({ floor: { mode, holder: null, hands: [] } }).title)
  assert.deepEqual(titles, ["wall.open", "wall.silent", "wall.speaker", "wall.nobody"])
})

test("before the opening it welcomes, and after the end it says so", () => {
  assert.equal(wall({ phase: "lobby_open" }).title, "wall.before")
  assert.equal(wall({ phase: "closed" }).title, "wall.closed")
  const ends = how => wallOf({ picture: null, ended: { how } }, LIVE, 0, 0).title
  assert.deepEqual(["over", "open_elsewhere", "not_valid"].map(ends), ["wall.closed", "wall.elsewhere", "wall.down"])
  const over = why => wallOf({ picture: null, ended: null }, { is: "over", why }, 0, 0).title
  assert.deepEqual(["meeting-over", "elsewhere", "link-not-valid"].map(over), ["wall.closed", "wall.elsewhere", "wall.down"])
})

test("what lies over the meeting is told without a name, and a quiet screen shows nobody", () => {
  const held = why => wall({ held: { why } })
  assert.deepEqual(["waiting", "paused", "everyone"].map(why => [held(why).title, held(why).held, held(why).is]),
    [["wall.waiting", true, "circle"], ["wall.paused", true, "circle"], ["wall.everyone", true, "circle"]])
  assert.deepEqual([held("shield").title, held("shield").is], ["wall.shield", "shield"])
})

test("an exercise goes in step with everyone's, and then the wall waits", () => {
  const at = now => wall({ held: { why: "grounding", grounding: "breathe", grounding_since: 100 } }, LIVE, now)
  assert.deepEqual([at(101).title, at(101).breathes, at(110).title], ["ground-breath.settle", true, "ground-breath.in"])
  assert.deepEqual([at(900).title, at(900).is], ["wall.grounded", "ground"])
})

test("a lost line is calm, says nothing it does not know, and forgets every name after a minute", () => {
  const lost = { is: "lost", since: 10 }
  const soon = wall({}, lost, 100, 20)
  assert.deepEqual([soon.title, soon.held, soon.seats.length, soon.next], ["wall.lost", true, 3, undefined])
  const later = wall({}, lost, 100, 70)
  assert.deepEqual([later.title, later.seats], ["wall.lost", []])
})

function screen(...answers) {
  const clock = new HandClock()
  const lines = []
  const told = [...answers]
  const hang = async () => { const next = told.shift(); if (next instanceof Error) throw next; return next }
  const here = new Screen({ hang, clock, lineTo: (handle, ears) => { lines.push({ handle, ears }); return { open() {} } } })
  return { here, lines, clock }
}

test("a link becomes a line, and what comes in is what is shown", async () => {
  const { here, lines } = screen({ handle: "abcdef", format: "c1" })
  let drawn = 0
  here.watch(() => { drawn += 1 })
  await here.open()
  assert.equal(lines[0].handle, "abcdef")
  lines[0].ears.changed({ is: "live" })
  lines[0].ears.hear({ is: "hello_ok", you: "w", now: 1000 })
  lines[0].ears.hear(picture())
  assert.deepEqual([here.line.is, here.known.picture.phase, drawn], ["live", "sharing", 3])
})

test("a door that is busy is asked again, one that is shut for good is not", async () => {
  const { here, lines, clock } = screen(new Error("no line"), { refused: "house-is-busy" }, { handle: "abcdef", format: "c1" })
  await here.open()
  await clock.pass(2_000)
  assert.equal(lines.length, 0)
  await clock.pass(4_000)
  assert.equal(lines.length, 1)
  const shut = screen({ refused: "link-not-valid" })
  await shut.here.open()
  assert.deepEqual([shut.here.line.is, shut.here.line.why], ["over", "link-not-valid"])
})

test("a line that fails again and again has been lost since the first time", async () => {
  const { here, lines, clock } = screen({ handle: "abcdef", format: "c1" })
  await here.open()
  lines[0].ears.changed({ is: "lost" })
  const since = here.line.since
  await clock.pass(5_000)
  lines[0].ears.changed({ is: "lost", tries: 2 })
  assert.equal(here.line.since, since)
})
