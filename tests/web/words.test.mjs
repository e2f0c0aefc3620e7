// Every word the room's page asks for is in both catalogues; and a sentence is filled in, never built.
import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import { test } from "node:test"
import { hints, learn, t } from "../../web/js/helpers/words.js"
import { STATES } from "../../web/js/patterns/states.js"
import { PARTS } from "../../web/js/desk_facts.js"

const web = new URL("../../web/", import.meta.url)
const catalogue = lang => Object.fromEntries(readdirSync(new URL(`words/${lang}/`, web)).flatMap(file =>
  [...readFileSync(new URL(`words/${lang}/${file}`, web), "utf8").matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map(found => [found[1], found[2]])))
const english = catalogue("en"), spanish = catalogue("es")

const sources = folder => readdirSync(new URL(folder, web), { withFileTypes: true }).flatMap(entry =>
  entry.isDirectory() ? sources(`${folder}${entry.name}/`) : entry.name.endsWith(".js") ? [[`${folder}${entry.name}`, readFileSync(new URL(`${folder}${entry.name}`, web), "utf8")]] : [])
const ours = sources("js/").filter(([name]) => !/patterns|safe\//.test(name))

const literal = /(?:(?<![.\w])(?:t|say|has)\(|(?=["](?:do|place|composer|goodbye|receipt|line|turn|time-soft|refusal|wish)\.))"([\w.-]+)"/g
const asked = new Map(ours.flatMap(([name, source]) => [...source.matchAll(literal)].map(found => [found[1], name])))
const family = (prefix, names) => names.map(name => `${prefix}${name}`)

const FAMILIES = [
  ...family("responses.", ["heard", "same_here", "with_you", "thank_you", "celebrate"]),
  ...family("phase.", ["lobby", ...PARTS]), ...family("desk.to.", PARTS),
  ...family("mode.", ["round_robin", "raise_hands", "open", "speaker", "silent"]),
  ...family("order.", ["first_come", "quiet_first", "facilitators_pick"]), ...family("crosstalk.", ["none", "after_checkin", "ask_first", "open"]),
  ...family("held.", ["waiting.title", "paused.title", "everyone.title", "shield.title"]),
  ...family("support.", ["telling", "asked", "seen", "escalated", "offline", "outside"].map(state => `${state}.title`)),
  ...family("door.", ["not_open_yet", "open", "paused", "closed"]),
  ...family("role.", ["participant", "greeter", "timekeeper", "reader", "co_facilitator"]),
  ...family("mark.", ["facilitator", "co_facilitator", "peer_support_specialist", "greeter", "timekeeper", "reader", "supervisor", "safeguarding_lead"]),
  ...family("alone.", ["offered.title", "proposed.told", "agreed.told", "open.title", "declined.title"]),
  ...family("desk.alone.", ["offered", "proposed", "agreed", "going-on", "asks", "for"]),
  ...family("report-start.", ["unkind", "unsafe", "contact", "selling", "child", "other"]),
  ...family("report-handled.", ["acted", "no-rule-broken"]), ...family("desk.found.", ["acted", "no-rule-broken"]),
  ...family("keys.", ["write", "done", "pass", "later", "hand", "words", "support", "next", "desk", "send", "list"]),
  ...family("safe.", ["methods", "amounts", "sources", "contact", "places", "someone-else", "through"]),
]

for (const [lang, words] of [["English", english], ["Spanish", spanish]]) {
  test(`every word that is asked for is there in ${lang}`, () => {
    const missing = [...asked].filter(([key]) => !(key in words)).concat(FAMILIES.filter(key => !(key in words)).map(key => [key, "a family"]))
    assert.deepEqual(missing, [])
  })
}

// What comes later brings its own words along.
const LATER = {
  ON_THE_SHELF: ["keep_here.js", "shelf.js", "shelf_keep.js", "shelf_page.js"],
  BESIDE_SOMEBODY: ["desk_room.js", "desk_wall.js", "for_them.js", "hub_here.js", "room_code.js"],
}
const inTheRoom = [...asked].filter(([, name]) => !Object.values(LATER).flat().includes(name.split("/").at(-1))).map(([key]) => key)

test("nothing the room asks for is left at the door", () => {
  const texts = readFileSync(new URL("../server/doors/texts.py", web), "utf8")
  const left = [...texts.split("NOT_IN_THE_ROOM = (")[1].split(")")[0].matchAll(/"([^"]+)"/g)].map(found => found[1])
  assert.ok(left.length > 20)
  assert.deepEqual([...inTheRoom, ...FAMILIES].filter(key => left.some(start => key.startsWith(start))), [])
})

test("what a guide may say they have lived is the house's own list, and each has its words", () => {
  const codes = source => [...source.matchAll(/"([a-z-]+)"/g)].map(found => found[1])
  const house = codes(readFileSync(new URL("../server/room/codes.py", web), "utf8").split("EXPERIENCE = ")[1].split("})")[0])
  const page = codes(readFileSync(new URL("js/parts/experience.js", web), "utf8").split("LIVED = [")[1].split("]")[0])
  assert.ok(house.length > 8)
  assert.deepEqual(page.sort(), house.sort())
  assert.deepEqual(house.filter(code => !english[`experience.${code}`] || !spanish[`experience.${code}`]), [])
})

test("every refusal of the house has a sentence here", () => {
  const house = readFileSync(new URL("../server/room/refusals.py", web), "utf8")
  const names = [...house.matchAll(/^\s+[A-Z_]+ = "([a-z-]+)"$/gm)].map(found => found[1])
  assert.ok(names.length > 40)
  assert.deepEqual(names.filter(no => !english[`refusal.${no}`] || !spanish[`refusal.${no}`]), [])
})

test("a sentence is filled in, and what it lacks is left to be seen", () => {
  learn({ greet: "Hi {name}, {other}", "refusal.x.can": "Raise hand · wait" })
  assert.equal(t("greet", { name: "Bo" }), "Hi Bo, {other}")
  assert.equal(t("unknown.key"), "unknown.key")
  assert.deepEqual(hints("x"), ["Raise hand", "wait"])
})

test("no part of the page writes markup or style from a string", () => {
  for (const [name, source] of ours) assert.ok(!/innerHTML|outerHTML|insertAdjacentHTML|document\.write|style="|\beval\(|new Function/.test(source), name)
})

test("each file of the page opens with its reason", () => {
  for (const [name, source] of ours) assert.match(source, new RegExp(`^(//|/\\*) ${name.split("/").at(-1).replace(".", "\\.")}: .+`), name)
})

test("the patterns know every way an evening can end", () => {
  for (const name of ["goodbye", "receipt", "out", "out-reviewed", "declined", "left", "elsewhere", "not-valid"]) assert.ok(name in STATES)
})

for (const [list, files] of Object.entries(LATER)) test(`what comes later finds its words on its own list, ${list}`, () => {
  const texts = readFileSync(new URL("../server/doors/texts.py", web), "utf8")
  const starts = [...texts.split(`${list} = (`)[1].split(")")[0].matchAll(/"([^"]+)"/g)].map(found => found[1])
  const theirs = [...asked].filter(([, name]) => files.includes(name.split("/").at(-1))).map(([key]) => key)
  assert.ok(theirs.length > 20)
  assert.deepEqual(theirs.filter(key => !starts.some(start => key.startsWith(start))), [])
})
