// The picture: what a page knows after each frame, and what it must not know any more.
import assert from "node:assert/strict"
import { test } from "node:test"
import { heard, nothing } from "../../web/js/picture.js"
import { hello, letter, lobby, NOW, picture, said, you } from "../../web/js/patterns/evening.js"

const after = (...frames) => frames.reduce((known, frame) => heard(known, frame, 500), nothing)
const room = [hello(), picture(), you()]
const texts = known => known.shares.map(share => share.words.text)

test("the room's time is kept beside our own clock", () => {
  assert.equal(after(hello()).offset, NOW - 500)
  assert.equal(after(hello(), { is: "tick", seq: 1, now: NOW + 9 }).offset, NOW + 9 - 500)
})

test("shares stand in the order they were said, once each", () => {
  const one = said("ana", 1, "one"), two = said("bo", 1, "two")
  assert.deepEqual(texts(after(...room, one, two, one)), ["one", "two"])
})

test("an edited share keeps its place and answers to its new tag", () => {
  const known = after(...room, said("ana", 1, "one"), said("bo", 1, "two"),
    { is: "edited", ref: { seat: "ana", n: 1, h: "new", tag: "newer" }, by: {}, words: '{"text":"better"}' })
  assert.deepEqual(texts(known), ["better", "two"])
  assert.deepEqual([known.shares[0].h, known.shares[0].tag, known.shares[0].edited, known.shares[0].raw], ["new", "newer", true, '{"text":"better"}'])
})

test("what is taken back goes, whether news or a picture says so, and does not come again", () => {
  const gone = { seat: "ana", n: 1 }
  assert.deepEqual(texts(after(...room, said("ana", 1, "one"), { is: "retracted", ref: gone, by_author: true })), [])
  assert.deepEqual(texts(after(...room, said("ana", 1, "one"), picture({ retracted: [gone] }), said("ana", 1, "one"))), [])
})

for (const pictureFirst of [true, false]) {
  test(`own words a guide took down stay with their author, ${pictureFirst ? "also" : "not only"} where the picture was quicker`, () => {
    const gone = { seat: "noor", n: 4 }
    const frames = [picture({ retracted: [gone] }), { is: "retracted", ref: gone, by_author: false }]
    const known = after(...room, said("noor", 4, "mine"), ...(pictureFirst ? frames : frames.reverse()))
    assert.deepEqual([texts(known), known.taken.map(share => share.words.text)], [[], ["mine"]])
  })
}

test("what somebody took back themselves is not shown to them again", () => {
  const known = after(...room, said("noor", 4, "mine"), { is: "retracted", ref: { seat: "noor", n: 4 }, by_author: true })
  assert.deepEqual(known.taken, [])
})

test("who is answered is known by name for as long as their words stand here", () => {
  const gone = { seat: "ana", n: 1 }
  const answered = (...frames) => after(...room, said("ana", 1, "one"), said("bo", 1, "two", { answers: gone }), said("cy", 1, "three"), ...frames)
    .shares.map(share => share.answered)
  assert.deepEqual(answered(), [null, "Ana", null])
  assert.deepEqual(answered({ is: "retracted", ref: gone, by_author: true }), [null, null])
  assert.deepEqual(answered(picture({ retracted: [gone] })), [null, null])
  assert.deepEqual(answered({ is: "retracted", ref: { seat: "dee", n: 7 }, by_author: true }), [null, "Ana", null])
  assert.deepEqual(after(...room, said("bo", 1, "two", { answers: gone })).shares[0].answered, null)
})

test("kind answers are a set, not a tally", () => {
  const warm = { is: "response", ref: { seat: "ana", n: 1 }, kind: "heard" }
  assert.deepEqual(after(...room, said("ana", 1, "one"), warm, warm).shares[0].warm, ["heard"])
})

test("whoever is sent to the lobby keeps no word of the circle", () => {
  const known = after(...room, said("ana", 1, "one"), lobby(), you({ where: "lobby", sight: "lobby" }))
  assert.deepEqual([known.shares, known.topic], [[], null])
})

test("a gap clears what is shown and is remembered", () => {
  const known = after(...room, said("ana", 1, "one"), { is: "gap" })
  assert.deepEqual([known.shares, known.gap], [[], true])
})

test("a guide's own words stand in the middle until the part or the prompt changes", () => {
  const topic = said("fay", 2, "What helped?", { kind: "topic" })
  assert.equal(after(...room, topic, picture({ more: 1 })).topic.words.text, "What helped?")
  assert.equal(after(...room, topic, picture({ prompt: 2 })).topic, null)
  assert.equal(after(...room, topic, picture({ phase: "closing" })).topic, null)
  assert.deepEqual(after(...room, topic).shares, [])
})

test("a letter told twice is one letter", () => {
  const one = letter("fay", "noor", 3, "hello")
  assert.equal(after(...room, one, one).letters.length, 1)
})

test("after the end only a name is left", () => {
  const known = after(...room, said("ana", 1, "heard"), letter("fay", "noor", 3, "read"), { is: "ended", how: "over" })
  assert.deepEqual([known.shares, known.letters, known.picture, known.you.name, known.ended.how], [[], [], null, "Noor", "over"])
  assert.ok(!/heard|read/.test(JSON.stringify(known)))
})

test("a frame that tells a page nothing changes nothing", () => {
  const known = after(...room)
  assert.equal(heard(known, { is: "ok", n: 3 }, 500), known)
})
