// The small helpers: how words are counted and cut, how time is said, where the ember goes, what a key means.
import assert from "node:assert/strict"
import { test } from "node:test"
import { length, LONGEST, parts, space, tooLong } from "../../web/js/helpers/count.js"
import { meant, sends } from "../../web/js/helpers/keys.js"
import { patiently } from "../../web/js/helpers/patient.js"
import { unwrapped } from "../../web/js/helpers/ring.js"
import { about, softTime, warning } from "../../web/js/helpers/time.js"
import { readReceipt } from "../../web/js/receipt.js"

const t = (key, facts) => facts ? `${key} ${Object.values(facts).join(" ")}` : key

test("what people see as one character counts as one", () => {
  const family = "👨‍👩‍👧‍👦"
  assert.equal(length(family.repeat(1000)), 1000)
  assert.ok(!tooLong("é".normalize("NFD").repeat(LONGEST)))
  assert.ok(tooLong("a".repeat(LONGEST + 1)))
})

test("letters that take many bytes are too long before there are two thousand", () => {
  assert.ok(tooLong("👨‍👩‍👧‍👦".repeat(500)))
})

test("space is nearly gone before it is gone", () => {
  assert.deepEqual(["a", "a".repeat(1850), "a".repeat(2001)].map(space), ["room", "nearly", "over"])
})

for (const [what, text] of [["sentences", "This is a sentence of a story. ".repeat(300)], ["one word", "a".repeat(7000)], ["faces", "👨‍👩‍👧‍👦".repeat(900)], ["paragraphs", `${"word ".repeat(250)}\n\n`.repeat(5)]]) {
  test(`long words made of ${what} can go in parts, and no letter is lost`, () => {
    const found = parts(text)
    assert.ok(found.length > 1)
    assert.ok(found.every(part => part && !tooLong(part)))
    assert.equal(found.join("").replace(/\s/g, ""), text.replace(/\s/g, ""))
  })
}

test("short words stay in one part", () => {
  assert.deepEqual(parts("  hello  "), ["hello"])
})

test("time is said in words, and no digit falls", () => {
  assert.deepEqual([10, 55, 100, 185].map(left => about(left, t)), ["time.less", "time.one", "time.many number.2", "time.many number.3"])
  assert.deepEqual([180, 20, -10, -40].map(left => softTime(left, t).split(" ")[0]), ["turn.time", "time-soft.half-minute", "time-soft.over", "time-soft.when-ready"])
})

test("each of the two warnings comes once, and never after the end", () => {
  assert.equal(warning(599, new Set()), "ten-left")
  assert.equal(warning(599, new Set(["ten-left"])), null)
  assert.equal(warning(290, new Set(["ten-left"])), "five-left")
  assert.equal(warning(-5, new Set()), null)
})

test("the ember goes the nearer way, and never jumps back round the circle", () => {
  assert.equal(unwrapped(null, { holder: 7, you: 0, n: 8 }), 7)
  assert.equal(unwrapped(7, { holder: 0, you: 0, n: 8 }), 8)
  assert.equal(unwrapped(8, { holder: 1, you: 0, n: 8 }), 9)
  assert.equal(unwrapped(9, { holder: 7, you: 0, n: 8 }), 7)
})

const press = over => ({ key: "", code: "", altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, target: null, ...over })

test("enter is a new line, unless somebody chose otherwise; ctrl and ⌘ with enter always send", () => {
  assert.ok(!sends(press({ key: "Enter" }), false))
  assert.ok(sends(press({ key: "Enter" }), true))
  assert.ok(!sends(press({ key: "Enter", shiftKey: true }), true))
  assert.ok(sends(press({ key: "Enter", ctrlKey: true }), false) && sends(press({ key: "Enter", metaKey: true }), false))
  assert.ok(!sends(press({ key: "Enter", isComposing: true }), true))
})

test("no letter that somebody writes can pass a turn", () => {
  for (const key of "wdplhjsnk") assert.equal(meant(press({ key, code: `Key${key.toUpperCase()}` })), null)
  assert.equal(meant(press({ key: "p", code: "KeyP", altKey: true })), "pass")
  assert.equal(meant(press({ key: "?" })), "list")
  assert.equal(meant(press({ key: "?", target: { closest: () => true } })), null)
})

test("a receipt that cannot be read makes up no rows", () => {
  assert.deepEqual(readReceipt({ statement: Buffer.from('{"words_left":0}').toString("base64url") }), { words_left: 0 })
  assert.equal(readReceipt({ statement: "!" }), null)
})

test("what the page cannot do without is asked for until it is here, a little later each time", async () => {
  const waited = []
  const answers = [1, 2, 3, 4, 5, 6, 7].map(n => () => { if (n < 7) throw new Error("no line"); return "the words" })
  assert.equal(await patiently(async () => answers.shift()(), async ms => { waited.push(ms) }), "the words")
  assert.deepEqual(waited, [500, 1000, 2000, 4000, 8000, 8000])
})
