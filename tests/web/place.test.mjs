// Your place: what each person can do in each state, and where the words they write may go.
import assert from "node:assert/strict"
import { test } from "node:test"
import { nextStep } from "../../web/js/desk_facts.js"
import { heard, nothing } from "../../web/js/picture.js"
import { placeOf } from "../../web/js/place_of.js"
import { heldBy, where } from "../../web/js/where.js"
import { desk, floor, guide, held, hello, lobby, picture, you } from "../../web/js/patterns/evening.js"
import { STATES } from "../../web/js/patterns/states.js"

const live = { is: "live" }
const known = (...frames) => frames.reduce((sofar, frame) => heard(sofar, frame, 0), nothing)
const here = (shown, me, more) => placeOf(known(hello(), picture(shown), you(me)), { line: live, ...more })
const open = { floor: floor({ mode: "open", holder: null, round_on: false }) }
const mine = { floor: floor({ holder: "noor" }) }

test("pass is always there for whoever is asked or is still to be asked", () => {
  for (const place of [here(mine, { invited: true }), here(mine), here({}, { next: true }), here({})]) assert.ok(place.buttons.includes("pass"))
})

test("later is offered once in a round", () => {
  assert.ok(here(mine, { invited: true, may_come_back: true }).buttons.includes("later"))
  assert.ok(!here(mine, { invited: true, may_come_back: false }).buttons.includes("later"))
})

test("words that wait in the box are one press away from the circle when the turn comes", () => {
  const asked = here(mine, { invited: true }, { draft: true })
  assert.deepEqual([asked.strong, asked.buttons[0], asked.writes], ["share", "share", "now"])
  assert.equal(here(mine, { invited: true }).strong, "take")
})

test("words go to the circle only from a turn or where anyone may speak", () => {
  assert.equal(here(mine).writes, "now")
  assert.equal(here(open).writes, "now")
  for (const place of [here({}), here({}, { muted: true }), here(mine, { muted: true }), here({ held: held({ paused_by: "Fay" }), ...mine })]) assert.equal(place.writes, "ahead")
})

test("a lost line keeps the box and says so, whoever has the turn", () => {
  const place = placeOf(known(hello(), picture(mine), you()), { line: { is: "lost", tries: 2 } })
  assert.deepEqual([place.is, place.writes], ["lost", "ahead"])
})

test("who only listens is asked for nothing", () => {
  for (const mode of ["round_robin", "raise_hands", "open"]) {
    assert.deepEqual(here({ floor: floor({ mode, holder: null }) }, { listen_only: true }).buttons, ["turns"])
  }
})

test("a hand can be raised where hands are taken, and lowered by whoever raised it", () => {
  const hands = over => ({ floor: floor({ mode: "raise_hands", round_on: false, ...over }) })
  assert.ok(here(hands({})).buttons.includes("hand"))
  assert.ok(!here(hands({ hands_closed: true })).buttons.includes("hand"))
  assert.ok(here(hands({ hands: ["noor"] }), { hand: true }).buttons.includes("lower"))
})

test("silence is not a yes: the agreement is asked until it is given", () => {
  const agreements = { phase: "agreements", floor: floor({ mode: "speaker", holder: null, round_on: false }) }
  assert.ok(here(agreements, { assented: false }).buttons.includes("agree"))
  assert.ok(!here(agreements, { assented: true }).buttons.includes("agree"))
})

test("a reader may read the script while nobody has the floor, and nobody else may", () => {
  const reads = { powers: ["speak", "read_out"] }
  for (const phase of ["opening", "focus"]) {
    const quiet = { phase, floor: floor({ mode: "speaker", holder: null, round_on: false }) }
    assert.equal(here(quiet, reads).is, "speaking")
    assert.equal(here(quiet).writes, null)
    assert.equal(here({ ...quiet, floor: { ...quiet.floor, holder: "dee" } }, reads).is, "listening")
  }
})

test("leaving is offered wherever somebody waits, is held, or listens", () => {
  for (const shown of [{}, open, { held: held({ paused_by: "Fay" }) }, { held: held({ shielded_by: "Fay" }) }]) assert.ok(here(shown).quiet.includes("leave"))
})

test("what lies over the meeting: the strongest is shown, and lockdown does not hold the desk", () => {
  const over = (over, me = you()) => heldBy(known(hello(), picture({ held: held(over) }), me))
  assert.equal(over({ waits_for: "facilitator", paused_by: "Fay" }), "waiting")
  assert.equal(over({ paused_by: "Fay", shielded_by: "Fay" }), "shield")
  assert.equal(over({ everyone_held: true }), "everyone")
  assert.equal(over({ everyone_held: true }, guide()), null)
})

test("each way of ending leads to its own view", () => {
  const ended = how => where({ ...nothing, ended: { how } }, { is: "over", why: "ended" })
  assert.deepEqual(["over", "left", "declined", "out_for_session", "out_until_reviewed", "open_elsewhere", "not_valid"].map(ended),
    ["goodbye", "left", "declined", "out", "out", "elsewhere", "not-valid"])
})

test("a meeting that is over by the ticket's door is a goodbye, not a broken link", () => {
  assert.equal(where(nothing, { is: "over", why: "meeting-over" }), "goodbye")
  assert.equal(where(nothing, { is: "over", why: "link-not-valid" }), "not-valid")
})

test("the lobby is the lobby until the circle is seen", () => {
  assert.equal(where(known(hello(), lobby(), you({ where: "lobby", sight: "lobby" })), live), "lobby")
  assert.equal(where(known(hello(), picture(), you()), live), "room")
  const apart = { aside: { stage: "open" } }
  assert.equal(where(known(hello(), picture(), you(apart)), live), "apart")
  assert.equal(where(known(hello(), lobby(), you({ where: "lobby", sight: "lobby", ...apart })), live), "apart")
  assert.equal(where(known(hello(), picture({ phase: "closed" }), you(apart)), live), "goodbye")
})

test("a guide's next step carries the turn that was seen, so that two presses move once", () => {
  const shown = picture({ sight: "desk", desk: desk() })
  assert.deepEqual([nextStep(shown).act, nextStep(shown).fields, nextStep(shown).whom], ["next", { turn: 9 }, "noor"])
})

test("a guide is led from the lobby to the closing", () => {
  const step = over => nextStep(picture({ sight: "desk", desk: desk({ to_ask: [] }), ...over }))
  const quiet = floor({ mode: "speaker", holder: null, round_on: false })
  assert.deepEqual(step({ phase: "lobby_open", floor: quiet }).fields, { phase: "opening" })
  assert.deepEqual(step({ phase: "opening", floor: quiet }).fields, { phase: "agreements" })
  assert.equal(step({ phase: "checkin", floor: floor({ holder: null, round_on: false }) }).act, "start_round")
  assert.equal(step({ held: held({ paused_by: "Fay" }) }).act, "pause")
  assert.deepEqual(step({ held: held({ grounding: "breathe" }) }).fields, { exercise: null })
  assert.deepEqual(step({ held: held({ shielded_by: "Fay" }) }).fields, { on: false })
})

test("after the last round a guide is led to the end, and asked once", () => {
  const over = picture({ sight: "desk", phase: "closing", desk: desk({ to_ask: [], round_had: true }), floor: floor({ holder: null, round_on: false }) })
  assert.deepEqual([nextStep(over).act, nextStep(over).asks], ["end_for_all", "desk.end.asks"])
})

for (const [name, state] of Object.entries(STATES)) {
  test(`the state ${name} of the patterns page leads to a view`, () => {
    const sofar = known(...state.frames)
    const view = where(sofar, state.line ?? live)
    if (view === "room") assert.ok(placeOf(sofar, { line: state.line ?? live }).title)
    assert.ok(view)
  })
}
