// The one polite voice: only what is new, and of a turn only whose it is.
import assert from "node:assert/strict"
import { test } from "node:test"
import { news } from "../../web/js/news.js"
import { heard, nothing } from "../../web/js/picture.js"
import { alone, aside, desk, floor, guide, held, hello, knock, letter, lobby, picture, said, seat, you } from "../../web/js/patterns/evening.js"

const t = (key, facts) => facts ? `${key} ${Object.values(facts).join(" ")}` : key
const after = (...frames) => frames.reduce((known, frame) => heard(known, frame, 0), nothing)
const told = (first, ...then) => news(after(...first), after(...first, ...then), t)
const room = [hello(), picture(), you()]

test("a turn that moves is told by whose it is and by nothing else", () => {
  const moved = picture({ floor: floor({ turn: 10, holder: "eli" }) })
  assert.deepEqual(told(room, moved), ["turn.of Eli"])
})

test("done, pass and a lost line sound the same to everybody else", () => {
  // The law is the house's: all of them are this one picture. Here it must stay one sentence.
  const moved = picture({ floor: floor({ turn: 10, holder: "ana", wish: null }) })
  assert.equal(told(room, moved).length, 1)
})

test("one's own turn is told to oneself", () => {
  assert.deepEqual(told(room, picture({ floor: floor({ turn: 10, holder: "noor" }) })), ["your-turn"])
})

test("who comes is named, who steps out is not", () => {
  const one = picture().seats
  assert.deepEqual(told(room, picture({ seats: [...one, seat("zed", { name: "Zed" })] })), ["came-in Zed"])
  assert.deepEqual(told(room, picture({ seats: one.filter(each => each.id !== "bo") })), ["stepped-out"])
})

test("words are read out; words behind a note are not", () => {
  assert.deepEqual(told(room, said("ana", 1, "hello")), ["Ana: hello"])
  assert.deepEqual(told(room, said("ana", 1, "the hard part", { note: "family" })), ["folded-by-note Ana family"])
})

test("own words are not read back", () => {
  assert.deepEqual(told(room, said("noor", 4, "mine")), [])
})

test("a share that is taken back is told without a name", () => {
  assert.deepEqual(told([...room, said("ana", 1, "one")], { is: "retracted", ref: { seat: "ana", n: 1 }, by_author: true }), ["share-retracted-own.others"])
})

test("what was told once is not told again where somebody answers it kindly, or takes back other words", () => {
  const before = after(...room, said("ana", 1, "one"), said("bo", 1, "two"), said("cy", 1, "three"))
  const goesOn = (...frames) => news(before, frames.reduce((known, frame) => heard(known, frame, 0), before), t)
  assert.deepEqual(goesOn({ is: "response", ref: { seat: "bo", n: 1 }, kind: "heard" }, said("dee", 1, "four")), ["Dee: four"])
  assert.deepEqual(goesOn({ is: "retracted", ref: { seat: "ana", n: 1 }, by_author: true }), ["share-retracted-own.others"])
})

test("after a gap nobody is said to have taken anything back", () => {
  assert.deepEqual(told([...room, said("ana", 1, "one")], { is: "gap" }), ["line-back-gap"])
})

test("what lies over the meeting is told once, and that it is over", () => {
  const paused = picture({ held: held({ paused_by: "Fay" }) })
  assert.deepEqual(told(room, paused), ["paused Fay"])
  assert.deepEqual(told([...room, paused], picture({ held: held({ paused_by: "Fay" }), more: 1 })), [])
  assert.deepEqual(told([...room, paused], picture()), ["held.over"])
})

test("a guide who is back is named, and so is who took the quiet screen away", () => {
  assert.deepEqual(told([...room, picture({ held: held({ waits_for: "facilitator", closes_at: 5 }) })], picture()), ["facilitator-back Fay"])
  assert.deepEqual(told([...room, picture({ held: held({ shielded_by: "Gil" }) })], picture()), ["shield-off Gil"])
})

test("more time and another part are told", () => {
  assert.deepEqual(told(room, picture({ ends: picture().ends + 300 })), ["extended 5"])
  assert.deepEqual(told(room, picture({ phase: "closing" })), ["part-now phase.closing"])
})

test("a support signal and a knock are told to the desk, and to no one else", () => {
  const quiet = picture({ sight: "desk", desk: desk({ waiting: [], signals: [] }) })
  const busy = picture({ sight: "desk", desk: desk({ waiting: [knock()] }) })
  assert.deepEqual(told([hello("fay"), quiet, guide()], busy), ["knocked Eli", "asks-for-support Bo"])
  assert.deepEqual(told([...room], picture({ sight: "desk", desk: desk() })), [])
})

test("the person who asked hears who has seen it", () => {
  assert.deepEqual(told([...room, you({ support: "asked" })], you({ support: "seen", support_by: "Fay" })), ["support-seen Fay"])
})

test("in the lobby the door is told, and letters", () => {
  const first = [hello(), lobby({ door: "not_open_yet" }), you({ where: "lobby", sight: "lobby" })]
  assert.deepEqual(told(first, lobby()), ["door.open"])
  assert.deepEqual(told(first, letter("fay", "noor", 1, "secret words")), ["letter-from Fay"])
})

test("coming in from the lobby is welcomed by name", () => {
  assert.equal(told([hello(), lobby(), you({ where: "lobby", sight: "lobby" })], picture())[0], "welcomed-in Noor")
})

test("how far one's own time with a guide is, is told in the circle and at the door; that one waits is not", () => {
  const mine = (stage, over) => you({ aside: alone(stage, { guide: "Fay", ...over }) })
  assert.deepEqual(told(room, mine("waiting")), [])
  assert.deepEqual(told([...room, mine("waiting")], mine("proposed", { moment: 9 })), ["alone.proposed.told Fay"])
  assert.deepEqual(told([...room, mine("proposed")], mine("agreed")), ["alone.agreed.told Fay"])
  assert.deepEqual(told([hello(), lobby(), mine("waiting")], mine("open")), ["alone.open.title Fay"])
  assert.deepEqual(told([...room, mine("open")], mine("open", { second: "Gil" })), [])
})

test("who would like to talk alone is told to guides, once, and whom a guide asked is not", () => {
  const fay = asides => [hello("fay"), picture({ sight: "desk", desk: desk({ asides }) }), guide()]
  assert.deepEqual(told(fay([]), ...fay([aside("ana", "waiting")]).slice(1)), ["desk.alone.asks Ana"])
  assert.deepEqual(told(fay([aside("ana", "waiting")]), ...fay([aside("ana", "proposed")]).slice(1)), [])
  assert.deepEqual(told(fay([]), ...fay([aside("ana", "offered", { asked: false })]).slice(1)), [])
})
