// The house's golden frames: this page spells each act as the house reads it, and understands each thing it is told.
import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { test } from "node:test"
import * as frames from "../../web/js/frames.js"
import { heard, nothing } from "../../web/js/picture.js"
import { alone, aside, desk, guide, hasTime, hello, knock, lobby, picture, you } from "../../web/js/patterns/evening.js"

const floor = new URL("../wire/frames/", import.meta.url)
const names = readdirSync(floor).filter(name => name.endsWith(".json"))
const golden = name => JSON.parse(readFileSync(new URL(name, floor)))
const asked = names.filter(name => name.startsWith("asked.")).map(name => [name, golden(name)])
const told = names.filter(name => name.startsWith("told.")).map(name => [name, golden(name)])
const LINE = { hello: ({ ticket, gen, seq }) => frames.hello(ticket, { gen, seq }), tock: frames.tock, who_is_here: frames.whoIsHere }

for (const [name, frame] of asked) {
  test(`${name} is spelt as the house reads it`, () => {
    const { is, n, can: _, ...fields } = frame
    const spelt = LINE[is] ? LINE[is](fields) : frames.act(is, n, fields)
    const { can: __, ...expected } = frame
    assert.deepEqual(JSON.parse(spelt), expected)
  })
}

test("there is a golden frame for every act this page knows, with every field of it", () => {
  for (const [is, fields] of Object.entries(frames.ACTS)) {
    const seen = new Set(asked.filter(([, frame]) => frame.is === is).flatMap(([, frame]) => Object.keys(frame)))
    assert.ok(seen.has("is"), is)
    for (const field of fields) assert.ok(seen.has(field) || ["answers", "reason"].includes(field), `${is}.${field}`)
  }
})

for (const [name, frame] of told) {
  test(`${name} is understood`, () => {
    assert.deepEqual(frames.read(JSON.stringify(frame)), frame)
    assert.ok(heard(heard(nothing, hello(), 0), frame, 0))
  })
}

const fields = frame => Object.keys(frame).sort()
for (const [name, ours] of [
  ["told.picture.circle.json", picture()], ["told.picture.lobby.json", lobby()], ["told.you.json", you()], ["told.you.desk.json", guide()], ["told.hello_ok.json", hello()],
]) {
  test(`the patterns' evening has the very fields of ${name}`, () => assert.deepEqual(fields(ours), fields(golden(name))))
}

test("the patterns' desk has the very fields of the house's", () => {
  const theirs = golden("told.picture.desk.json")
  assert.deepEqual(fields(desk()), fields(theirs.desk))
  assert.deepEqual(fields(knock()), fields(theirs.desk.waiting[0]))
  assert.deepEqual([fields(aside("bo", "waiting")), fields(hasTime("fay", []))], [fields(theirs.desk.asides[0]), fields(theirs.have_time[0])])
  assert.deepEqual(fields(alone("waiting")), fields(golden("told.you.lobby.json").aside))
  assert.deepEqual([fields(picture().floor), fields(picture().held), fields(picture().seats[0])], [fields(theirs.floor), fields(theirs.held), fields(theirs.seats[0])])
})
