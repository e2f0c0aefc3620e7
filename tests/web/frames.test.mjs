// Frames: how both sides spell, held against the house's own golden examples.
import assert from "node:assert/strict"
import { test } from "node:test"
import * as frames from "../../web/js/frames.js"

test("an act carries its number and its fields, and no seat", () => {
  assert.deepEqual(JSON.parse(frames.act("give_floor", 4, { whom: "s1", turn: 9 })), { is: "give_floor", n: 4, whom: "s1", turn: 9 })
})

test("an act may be for somebody who sits beside one, where it is that person's own", () => {
  assert.deepEqual(JSON.parse(frames.act("raise_hand", 4, { here: "s2" })), { is: "raise_hand", n: 4, here: "s2" })
  assert.throws(() => frames.act("mute", 4, { whom: "s1", on: true, here: "s2" }))
})

test("a misspelt act or field is our mistake and does not travel", () => {
  assert.throws(() => frames.act("giev_floor", 1))
  assert.throws(() => frames.act("raise_hand", 1, { seat: "s1" }))
})

test("words keep their note and what the speaker would like back", () => {
  const words = { text: "two\nlines", note: "family", back: "listen" }
  assert.deepEqual(frames.unseal(frames.seal(words)), words)
  assert.deepEqual(frames.unseal(frames.seal({ text: "plain" })), { text: "plain", note: "", back: "" })
})

for (const odd of ["not a packet", "{}", "[1]", "null", '{"text":3}', '"quoted"']) {
  test(`words that are no packet of ours are the text: ${odd}`, () => {
    assert.deepEqual(frames.unseal(odd), { text: odd, note: "", back: "" })
  })
}

test("a share is named by its four facts and no more", () => {
  assert.deepEqual(frames.ref({ seat: "s1", n: 3, h: "h", tag: "t", words: { text: "never" } }), { seat: "s1", n: 3, h: "h", tag: "t" })
})
