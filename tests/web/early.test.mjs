// early.test.mjs: what is asked for before it is needed is used once, and only while it is fresh.
import assert from "node:assert/strict"
import { test } from "node:test"
import { early } from "../../web/js/helpers/early.js"

function counted(answers, came = null) {
  let now = 0, asked = 0
  const ask = () => answers[asked++]
  return { give: early(ask, came, () => now), asked: () => asked, passes: ms => { now += ms } }
}

test("the first to ask gets what is on its way; the next asks anew", async () => {
  const { give, asked } = counted([Promise.resolve("one"), Promise.resolve("two")])
  assert.equal(asked(), 1)
  assert.deepEqual([await give(), asked(), await give(), asked()], ["one", 1, "two", 2])
})

test("what has lain for long is not used", async () => {
  const { give, passes } = counted([Promise.resolve("old"), Promise.resolve("new")])
  passes(15_000)
  assert.equal(await give(), "new")
})

test("what came with the page needs no asking, and is used once", async () => {
  const { give, asked } = counted([Promise.resolve("asked for")], "came along")
  assert.deepEqual([asked(), await give(), asked(), await give(), asked()], [0, "came along", 0, "asked for", 1])
})

test("what came with a page that took long to come is not used", async () => {
  const { give, asked, passes } = counted([Promise.resolve("asked for")], "came along")
  passes(15_000)
  assert.deepEqual([await give(), asked()], ["asked for", 1])
})

test("what could not be had is told to whoever asks, and to nobody before", async () => {
  const { give } = counted([Promise.reject(new Error("no line")), Promise.resolve("later")])
  await null
  await assert.rejects(give(), /no line/)
  assert.equal(await give(), "later")
})
