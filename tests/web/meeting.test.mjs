// One evening on one page: what happens to the words somebody writes, whatever the line or the room says.
import assert from "node:assert/strict"
import { test } from "node:test"
import { unseal } from "../../web/js/frames.js"
import { Meeting } from "../../web/js/meeting.js"
import { hello, letter, picture, said, you } from "../../web/js/patterns/evening.js"
import { HandClock, settled } from "./scene.mjs"

function scene({ safe = () => null } = {}) {
  const asked = []
  let ears
  const clock = new HandClock()
  const meeting = new Meeting({
    t: key => key, clock, safe,
    lineTo: given => {
      ears = given
      return { open() {}, close() {}, moveHere() {}, act: (is, fields) => new Promise(answer => asked.push({ is, fields, answer })) }
    },
  })
  ears.changed({ is: "live" })
  for (const frame of [hello(), picture(), you()]) ears.hear(frame)
  const box = () => meeting.drafts.get("say").text
  const writes = text => meeting.drafts.set("say", { text })
  return { meeting, asked, ears, clock, box, writes, answers: async answer => { asked.at(-1).answer(answer); await settled() } }
}

test("words leave the box when they are on their way, and the list when they are said", async () => {
  const { meeting, asked, box, writes, answers } = scene()
  writes("  hello ")
  meeting.share()
  await settled()
  assert.deepEqual([box(), meeting.sending.map(entry => entry.state), unseal(asked[0].fields.words).text], ["", ["sending"], "hello"])
  await answers({ ok: true, n: 1 })
  assert.deepEqual(meeting.sending, [])
})

test("a no brings the words back to the box, with the reason", async () => {
  const { meeting, box, writes, answers } = scene()
  writes("hello")
  meeting.share()
  await settled()
  await answers({ refused: "not-your-turn", facts: { name: "Bo" } })
  assert.deepEqual([box(), meeting.refused, meeting.sending], ["hello", { no: "not-your-turn", facts: { name: "Bo" } }, []])
})

test("a no never overwrites what has been begun since", async () => {
  const { meeting, box, writes, answers } = scene()
  writes("first")
  meeting.share()
  await settled()
  writes("second")
  await answers({ refused: "too-fast", facts: {} })
  assert.deepEqual([box(), meeting.sending[0].state, meeting.sending[0].no], ["second", "not-said", "too-fast"])
  meeting.backToBox(meeting.sending[0].key)
  assert.deepEqual([box(), meeting.sending], ["second\n\nfirst", []])
})

test("what was not said can be tried again", async () => {
  const { meeting, asked, writes, answers } = scene()
  writes("first")
  meeting.share()
  await settled()
  writes("second")
  await answers({ refused: "too-fast", facts: {} })
  meeting.tryAgain(meeting.sending[0].key)
  await settled()
  assert.deepEqual([asked.length, unseal(asked[1].fields.words).text, meeting.sending[0].state], [2, "first", "sending"])
})

test("nothing and too much are told here and sent nowhere", async () => {
  const { meeting, asked, box, writes } = scene()
  await meeting.share()
  assert.equal(meeting.refused.no, "nothing-to-send")
  writes("a".repeat(2001))
  await meeting.share()
  assert.deepEqual([meeting.refused.no, box().length, asked.length], ["share-too-long", 2001, 0])
})

test("a draft the rule list folds back stays in the box, and nothing is sent", async () => {
  const { meeting, asked, box, writes } = scene({ safe: () => ({ hold: "contact" }) })
  writes("add me")
  await meeting.share()
  assert.deepEqual([meeting.held, box(), asked], [{ rule: "contact" }, "add me", []])
})

test("a guide can let these very words through, and no others", async () => {
  const { meeting, asked, ears, writes, answers } = scene({ safe: () => ({ hold: "contact" }) })
  writes("add me")
  await meeting.share()
  meeting.showGuide()
  await settled()
  assert.deepEqual([asked[0].is, asked[0].fields.about], ["write_letter", "ask"])
  await answers({ ok: true, n: 1 })
  ears.hear(letter("fay", "noor", 7, "ok", "ask", { words: '{"text":"ok","back":"through"}' }))
  meeting.share()
  await settled()
  assert.equal(asked[1].is, "share")
  writes("something else")
  await meeting.share()
  assert.deepEqual(meeting.held, { rule: "contact" })
})

test("words that hurt go out as they are, and the card stands beside them", async () => {
  const { meeting, asked, writes } = scene({ safe: () => ({ hurts: true }) })
  writes("I don't want to be here any more")
  meeting.share()
  await settled()
  assert.deepEqual([asked.length, meeting.hurts, meeting.held], [1, true, null])
})

test("a share carries its note, what is wished back, and whom it answers", async () => {
  const { meeting, asked } = scene()
  meeting.drafts.set("say", { text: "hello", note: "family", back: "ideas" })
  meeting.share({ answers: { seat: "ana", n: 1, h: "h", tag: "t", words: {} } })
  await settled()
  assert.deepEqual(unseal(asked[0].fields.words), { text: "hello", note: "family", back: "ideas" })
  assert.deepEqual(asked[0].fields.answers, { seat: "ana", n: 1, h: "h", tag: "t" })
})

test("better words are looked at by the rule list too", async () => {
  const { meeting, asked } = scene({ safe: () => ({ hold: "amounts" }) })
  assert.deepEqual(await meeting.edit({ seat: "noor", n: 1, h: "h", tag: "t", words: {} }, "nine beers"), { hold: "amounts" })
  assert.deepEqual(asked, [])
})

test("when the evening is over, the page holds no word of it, written or heard", async () => {
  const { meeting, ears, box, writes, answers, clock } = scene()
  ears.hear(said("ana", 1, "heard words"))
  await clock.pass(500)
  assert.ok(/heard words/.test(meeting.voice.said), "they were said aloud")
  writes("on its way")
  meeting.share()
  await settled()
  writes("half written")
  ears.hear(said("ana", 2, "heard words, the last"))
  ears.hear({ is: "ended", how: "over" })
  assert.equal(meeting.voice.said, "")
  await answers({ refused: "line-is-lost", facts: {} })
  await clock.pass(500)
  assert.deepEqual([box(), meeting.sending, meeting.known.shares], ["", [], []])
  assert.ok(!/heard words|on its way|half written/.test(JSON.stringify(meeting)))
})

test("a meeting that has closed and is not wiped yet has left the page too", async () => {
  const { meeting, ears } = scene()
  ears.hear(said("ana", 1, "heard words"))
  ears.hear(letter("fay", "noor", 2, "written words"))
  ears.hear(said("fay", 3, "a topic", { kind: "topic" }))
  assert.ok(/heard words/.test(JSON.stringify(meeting)), "it was there")
  ears.hear(picture({ phase: "closed" }))
  assert.ok(!/heard words|written words|a topic/.test(JSON.stringify(meeting)))
})

test("who comes back before the answer to leaving is not sent away again", async () => {
  const { meeting, answers } = scene()
  meeting.leave()
  assert.ok(meeting.left)
  meeting.comeBack()
  await answers({ refused: "line-is-lost", facts: {} })
  assert.ok(!meeting.left)
})

test("what comes at once is one thing to hear", async () => {
  const { meeting, ears, clock } = scene()
  await clock.pass(500)
  ears.hear(said("ana", 1, "one"))
  ears.hear(said("bo", 1, "two"))
  await clock.pass(500)
  assert.equal(meeting.voice.said, "Ana: one Bo: two")
})

test("a sentence to hear is told to the voice alone", async () => {
  const { meeting, ears, clock } = scene()
  await clock.pass(500)
  const told = []
  meeting.watch(() => told.push("all"))
  const unlisten = meeting.voice.listen(() => told.push(meeting.voice.said))
  ears.hear(said("ana", 1, "one"))
  await clock.pass(500)
  assert.deepEqual(told, ["all", "Ana: one"])
  unlisten()
  ears.hear(said("ana", 2, "two"))
  await clock.pass(500)
  assert.deepEqual(told, ["all", "Ana: one", "all"])
})

test("who lost their line in their own turn is told that the circle went on, until it moves again", () => {
  const { meeting, ears } = scene()
  const of = (holder, turn) => picture({ floor: { ...picture().floor, holder, turn } })
  ears.hear(of("noor", 9))
  ears.changed({ is: "lost", tries: 1 })
  ears.changed({ is: "live" })
  ears.hear(of("ana", 10))
  assert.equal(meeting.turnMoved, 10)
  ears.changed({ is: "lost", tries: 1 })
  ears.changed({ is: "live" })
  ears.hear(of("ana", 11))
  assert.notEqual(meeting.turnMoved, 11)
})

test("a lost line is told once, and the draft stays", async () => {
  const { meeting, ears, clock, box, writes } = scene()
  await clock.pass(500)
  writes("half a sentence")
  ears.changed({ is: "lost", tries: 1 })
  ears.changed({ is: "lost", tries: 2 })
  await clock.pass(500)
  assert.deepEqual([meeting.voice.said, box()], ["line-lost", "half a sentence"])
})

const comesBack = async (missed, more = () => {}) => {
  const { meeting, ears, clock } = scene()
  ears.hear(said("bo", 1, "before"))
  await clock.pass(200)
  ears.changed({ is: "lost", tries: 1 })
  await clock.pass(200)
  ears.changed({ is: "live" })
  for (const frame of [hello(), picture(), you(), ...missed]) ears.hear(frame)
  await clock.pass(300)
  await more({ meeting, ears, clock })
  return meeting.voice.said
}

test("after a lost line it is said first whether something was missed", async () => {
  assert.equal(await comesBack([]), "line-back-nothing")
  assert.equal(await comesBack([said("ana", 1, "one")]), "line-back-filled Ana: one")
  assert.equal(await comesBack([{ is: "gap" }]), "line-back-gap")
})

test("words that are gone are told of each time, and never called here", async () => {
  const again = async ({ ears, clock }) => {
    ears.changed({ is: "lost", tries: 1 })
    await clock.pass(200)
    ears.changed({ is: "live" })
    for (const frame of [hello(), picture(), you(), { is: "gap" }]) ears.hear(frame)
    await clock.pass(300)
  }
  assert.equal(await comesBack([{ is: "gap" }], again), "line-back-gap")
})
