// Grounding: everyone is on the same line at the same moment, however late their page drew it.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { exercises, lasts, lineAt } from "../../web/js/safe/grounding.js"

test("looking around takes about two minutes and breathing about ninety seconds", () => {
  assert.equal(lasts("look_around"), 112)
  assert.equal(lasts("breathe"), 84)
})

test("the first line stands at once, and for a page whose clock is a little early", () => {
  assert.deepEqual(lineAt("look_around", 0), { index: 0, key: "ground-senses.1", aside: null, seconds: 5, into: 0 })
  assert.equal(lineAt("look_around", -0.4).into, 0)
})

test("a line makes room for the next one exactly when its time is over", () => {
  assert.equal(lineAt("look_around", 4.99).key, "ground-senses.1")
  assert.equal(lineAt("look_around", 5).key, "ground-senses.2")
})

test("there are seven breaths, out longer than in", () => {
  const count = key => exercises.breathe.filter(([line]) => line === key).length
  assert.equal(count("ground-breath.in"), 7)
  assert.equal(count("ground-breath.out"), 7)
  assert.ok(lineAt("breathe", 13).seconds > lineAt("breathe", 9).seconds)
})

test("when it is over no line stands", () => {
  assert.equal(lineAt("look_around", 112), null)
  assert.equal(lineAt("breathe", 84), null)
})

test("every line and aside has words in both languages", () => {
  for (const lang of ["en", "es"]) {
    const texts = readFileSync(new URL(`../../web/words/${lang}/grounding.po`, import.meta.url), "utf-8")
    for (const [key, , aside] of Object.values(exercises).flat()) {
      for (const name of [key, aside].filter(Boolean)) assert.ok(texts.includes(`msgid "${name}"`), `${lang} ${name}`)
    }
  }
})
