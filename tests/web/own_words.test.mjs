// Keep my own words: off unless somebody says yes, theirs alone, and no again whenever they like.
import assert from "node:assert/strict"
import { test } from "node:test"
import { Meeting } from "../../web/js/meeting.js"
import { OwnWords } from "../../web/js/own_words.js"
import { hello, picture, said, you } from "../../web/js/patterns/evening.js"
import { HandClock } from "./scene.mjs"

function scene() {
  const asked = []
  let ears
  const meeting = new Meeting({
    t: key => key, clock: new HandClock(),
    lineTo: given => { ears = given; return { open() {}, close() {}, moveHere() {}, act: (is, fields) => { asked.push(is); return Promise.resolve({ ok: true }) } } },
  })
  ears.changed({ is: "live" })
  for (const frame of [hello(), picture(), you()]) ears.hear(frame)
  const kept = () => meeting.own.words.map(share => share.words.text)
  return { meeting, asked, kept, hears: (...frames) => frames.forEach(frame => ears.hear(frame)) }
}

const ends = { is: "ended", how: "over" }
const file = own => own.file({ title: "Notes", lang: "en", day: "Tuesday" })

test("what is kept tells of nobody who was answered", () => {
  const { meeting, hears } = scene()
  const answers = { answers: { seat: "bo", n: 1 } }
  meeting.keepMine(true)
  hears(said("bo", 1, "first"), said("noor", 1, "mine", answers), said("cy", 1, "theirs", answers))
  const { name } = meeting.known.shares[0].by
  assert.deepEqual(meeting.known.shares.map(share => share.answered), [null, name, name])
  meeting.setAside(meeting.known.shares[2])
  hears(ends)
  assert.deepEqual([meeting.own.words.length, meeting.aside.length], [1, 1])
  assert.ok(!JSON.stringify([meeting.own.words, meeting.aside]).includes(name))
})

test("nobody's words are kept unless they say yes", () => {
  const { meeting, hears, kept } = scene()
  hears(said("noor", 1, "mine"), ends)
  assert.deepEqual([meeting.own.on, kept()], [false, []])
})

test("yes keeps one's own words over the end, and nobody else's", () => {
  const { meeting, hears, kept } = scene()
  hears(said("noor", 1, "said before"), said("bo", 1, "what Bo told us"))
  meeting.keepMine(true)
  hears(said("noor", 2, "said after"), said("fay", 1, "what Fay told us"), ends)
  assert.deepEqual(kept(), ["said before", "said after"])
  assert.equal(meeting.known.shares.length, 0)
  assert.ok(!JSON.stringify(meeting.own.words).includes("told us"))
  assert.ok(!file(meeting.own).includes("told us"))
})

test("no lets go of all of it, also after the end", () => {
  const { meeting, hears, kept } = scene()
  meeting.keepMine(true)
  hears(said("noor", 1, "mine"), ends)
  meeting.keepMine(false)
  assert.deepEqual([meeting.own.on, kept()], [false, []])
})

test("nobody is told: not one frame leaves the page", () => {
  const { meeting, asked, hears } = scene()
  meeting.keepMine(true)
  hears(said("noor", 1, "mine"))
  meeting.keepMine(false)
  meeting.keepMine(true)
  file(meeting.own)
  assert.deepEqual(asked, [])
})

test("what was changed is kept as it is now, and what was taken back is not kept", () => {
  const { meeting, hears, kept } = scene()
  meeting.keepMine(true)
  const first = said("noor", 1, "first")
  hears(first, said("noor", 2, "second"))
  hears({ is: "edited", seq: 900, ref: { ...first.ref, h: "h2", tag: "t2" }, words: JSON.stringify({ text: "better" }) })
  hears({ is: "retracted", seq: 901, ref: { seat: "noor", n: 2 }, by_author: true })
  assert.deepEqual(kept(), ["better"])
})

test("what a picture says was taken back is not kept either", () => {
  const { meeting, hears, kept } = scene()
  meeting.keepMine(true)
  hears(said("noor", 1, "gone"), picture({ retracted: [{ seat: "noor", n: 1 }] }))
  assert.deepEqual(kept(), [])
})

test("lost words of others do not take one's own along", () => {
  const { meeting, hears, kept } = scene()
  meeting.keepMine(true)
  hears(said("noor", 1, "mine"), { is: "gap" }, said("noor", 2, "more"))
  assert.deepEqual(kept(), ["mine", "more"])
})

test("the file is the words and a day: no name, no meeting, and no markup of anybody's", () => {
  const own = new OwnWords()
  const share = (n, text, note = "") => ({ seat: "me", n, words: { text, note } })
  own.want(true, { me: "me", shares: [share(1, "one <script>alert(1)</script>\n\ntwo & three"), share(2, "four", "hard <b>")], picture: null })
  const text = file(own)
  assert.ok(text.includes("<p>one &lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>two &amp; three</p>"))
  assert.ok(text.includes("<h2>hard &lt;b&gt;</h2>"))
  assert.deepEqual(text.match(/<script|<b>|Noor|circle|Alcove/gi), null)
})

test("only what somebody put by stays of other people, and it can be let go", () => {
  const { meeting, hears } = scene()
  hears(said("bo", 1, "unkind"), said("bo", 2, "kind"))
  const [unkind] = meeting.known.shares
  meeting.setAside(unkind)
  hears(ends)
  assert.deepEqual(meeting.aside.map(share => share.words.text), ["unkind"])
  meeting.setAside(unkind, false)
  assert.deepEqual(meeting.aside, [])
})
