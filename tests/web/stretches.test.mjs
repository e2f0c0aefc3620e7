// What was said comes to the page in stretches, and what is new touches only the last: a page may hold hundreds of shares.
import assert from "node:assert/strict"
import { test } from "node:test"
import { alike } from "../../web/js/helpers/drawn.js"
import { hello, picture, said, you } from "../../web/js/patterns/evening.js"
import { heard, nothing } from "../../web/js/picture.js"
import { inStretches } from "../../web/js/stretches.js"

const goesOn = (known, ...frames) => frames.reduce((so, frame) => heard(so, frame, 500), known)
const sixty = goesOn(nothing, hello(), picture(), you(), ...Array.from({ length: 60 }, (_, i) => said("ana", i + 1, `number ${i + 1}`)))
const takenBack = n => ({ is: "retracted", ref: { seat: "ana", n }, by_author: true })
const shape = known => inStretches(known.shares).map(({ at, few }) => [at, few[0].n, few.at(-1).n])

/** Which stretches are not as they were. */
const touched = (was, is) => {
  const before = new Map(inStretches(was.shares).map(({ at, few }) => [at, few]))
  return inStretches(is.shares).filter(({ at, few }) => !alike(before.get(at), few)).map(({ at }) => at)
}

test("shares stand in their order, a few to a stretch", () => {
  assert.deepEqual(shape(sixty), [[0, 1, 25], [1, 26, 50], [2, 51, 60]])
  assert.deepEqual(inStretches(sixty.shares).flatMap(({ few }) => few), sixty.shares)
  assert.deepEqual(inStretches([]), [])
})

test("one more share touches the last stretch and no other", () => {
  assert.deepEqual(touched(sixty, goesOn(sixty, said("bo", 1, "new"))), [2])
})

test("what is taken back moves no other share to another stretch", () => {
  const first = goesOn(sixty, takenBack(1))
  assert.deepEqual([shape(first), touched(sixty, first)], [[[0, 2, 25], [1, 26, 50], [2, 51, 60]], [0]])
  const many = goesOn(sixty, ...Array.from({ length: 20 }, (_, i) => takenBack(1 + i)), said("bo", 1, "new"))
  assert.deepEqual(shape(many), [[0, 21, 25], [1, 26, 50], [2, 51, 1]])
  const last = goesOn(sixty, takenBack(60), said("bo", 1, "new"))
  assert.deepEqual([shape(last).at(-1), touched(sixty, last)], [[2, 51, 1], [2]])
})

test("a stretch of which all is taken back is gone, and the others stay", () => {
  const most = goesOn(sixty, ...Array.from({ length: 25 }, (_, i) => takenBack(26 + i)))
  assert.deepEqual([shape(most), touched(sixty, most)], [[[0, 1, 25], [2, 51, 60]], []])
})

test("a kind answer touches the stretch it is given in, and what was answered long ago the one that answered", () => {
  assert.deepEqual(touched(sixty, goesOn(sixty, { is: "response", ref: { seat: "ana", n: 30 }, kind: "heard" })), [1])
  const answered = goesOn(sixty, said("bo", 1, "yes", { answers: { seat: "ana", n: 3 } }))
  assert.deepEqual(touched(answered, goesOn(answered, takenBack(3))), [0, 2])
})
