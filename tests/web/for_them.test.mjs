// for_them.test.mjs: what the helper of a room may press and type for somebody beside them, and when.
import { test } from "node:test"
import assert from "node:assert/strict"
import { mayFor, mayTypeFor, stateOf } from "../../web/js/for_them.js"
import { floor, guide, held, here, picture, you } from "../../web/js/patterns/evening.js"
import { hasDesk, spokenFor } from "../../web/js/where.js"

const cy = (over = {}) => here("cy", { in_round: false, ...over })
const known = (shown = {}, me = {}) => ({ picture: picture({ floor: floor({ holder: null }), ...shown }), you: you(me) })
const turn = (over = {}) => known({ floor: floor({ holder: "cy", ...over }) })
const hands = over => known({ floor: floor({ mode: "raise_hands", round_on: false, holder: null, ...over }) })

test("whose turn it is may take it, pass or come later; once taken, be done", () => {
  assert.deepEqual(mayFor(cy({ invited: true, may_come_back: true }), turn()).first, ["take", "pass", "later"])
  assert.deepEqual(mayFor(cy(), turn()).first, ["done", "pass"])
})

test("raised hands go up and down for them, while hands are taken", () => {
  assert.deepEqual(mayFor(cy(), hands()).first, ["hand"])
  assert.deepEqual(mayFor(cy({ hand: true }), hands()).first, ["lower"])
  assert.deepEqual(mayFor(cy(), hands({ hands_closed: true })).first, [])
  assert.deepEqual(mayFor(cy({ muted: true }), hands()).first, [])
})

test("who is still to be asked may pass before", () => {
  assert.deepEqual(mayFor(cy({ in_round: true }), known()).first, ["pass"])
  assert.deepEqual(mayFor(cy({ in_round: true, listen_only: true }), known()), { first: [], quiet: ["turns", "support"] })
})

test("everybody says yes to the agreement for themselves, by a press of its own", () => {
  assert.deepEqual(mayFor(cy({ assented: false }), known({ phase: "agreements" })).first, ["agree"])
  assert.deepEqual(mayFor(cy(), known({ phase: "agreements" })).first, [])
})

test("help is open whatever lies over the circle, and nothing else", () => {
  assert.deepEqual(mayFor(cy(), known({ held: held({ paused_by: "Fay" }) })), { first: [], quiet: ["listen", "support"] })
  assert.deepEqual(mayFor(cy({ support: "seen" }), known()).quiet, ["listen", "unsupport"])
  assert.deepEqual(mayFor(cy({ where: "lobby" }), turn()), { first: [], quiet: ["support"] })
})

test("words go where they would reach the circle, and only there", () => {
  const open = { mode: "open", holder: null }
  assert.equal(mayTypeFor(cy(), turn()), true)
  assert.equal(mayTypeFor(cy(), known()), false)
  assert.equal(mayTypeFor(cy(), known({ floor: floor(open) })), true)
  assert.equal(mayTypeFor(cy(), known({ floor: floor(open), phase: "lobby_open" })), false)
  for (const over of [{ muted: true }, { listen_only: true }, { where: "lobby" }]) assert.equal(mayTypeFor(cy(over), turn()), false)
  assert.equal(mayTypeFor(cy(), known({ floor: floor({ holder: "cy" }), held: held({ all_muted: true }) })), false)
  assert.equal(mayTypeFor(cy(), known({ floor: floor({ holder: "cy" }), held: held({ shielded_by: "Fay" }) })), false)
})

test("one word says how somebody is, the most pressing first", () => {
  const { picture: theirs } = turn()
  const states = [[{ phone: true }, "phone"], [{ where: "lobby" }, "outside"], [{ support: "asked" }, "support"], [{}, "turn"], [{ invited: true }, "asked"]]
  for (const [over, is] of states) assert.equal(stateOf(cy(over), theirs), is)
  const { picture: between } = known()
  for (const [over, is] of [[{ next: true }, "next"], [{ hand: true }, "hand"], [{ listen_only: true }, "listens"], [{ bound: true }, "phone-away"], [{}, null]]) {
    assert.equal(stateOf(cy(over), between), is)
  }
})

test("one speaks for who has no line of their own, and for nobody else", () => {
  const me = you({ here: [here("cy"), here("dee", { phone: true })] })
  assert.equal(spokenFor(me, "cy").name, "Cy")
  assert.equal(spokenFor(me, "dee"), null)
  assert.equal(spokenFor(me, "ana"), null)
  assert.equal(spokenFor(null, "cy"), null)
})

test("whoever has somebody beside them has something to open, and whoever has nothing to look after has not", () => {
  assert.equal(hasDesk(you({ here: [here("cy")] })), true)
  assert.equal(hasDesk(you({ role: "hub_host", powers: ["host", "speak"] })), true)
  assert.equal(hasDesk(guide()), true)
  assert.equal(hasDesk(you()), false)
})
