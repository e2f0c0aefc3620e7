// The keyboard: where it lies over the page instead of making it smaller, the page fits itself above it.
import assert from "node:assert/strict"
import { test } from "node:test"
import { aboveTheKeyboard } from "../../web/js/keyboard.js"

function phone() {
  const style = new Map()
  const root = { style: { setProperty: (name, value) => style.set(name, value), removeProperty: name => style.delete(name) } }
  const view = Object.assign(new EventTarget(), { height: 740, scale: 1 })
  const shown = []
  const box = { matches: () => true, closest: () => null, scrollIntoView: ({ block }) => shown.push(block) }
  const world = { innerHeight: 740, document: { documentElement: root, activeElement: box }, requestAnimationFrame: then => then() }
  aboveTheKeyboard(view, world)
  const becomes = (height, scale = 1) => { Object.assign(view, { height, scale }); view.dispatchEvent(new Event("resize")) }
  return { style, shown, becomes }
}

test("the page is as high as what can be seen of it, and what is written is shown", () => {
  const { style, shown, becomes } = phone()
  becomes(420)
  assert.equal(style.get("--seen"), "420px")
  assert.deepEqual(shown, ["end", "nearest"])
  becomes(740)
  assert.ok(!style.has("--seen"))
})

test("a browser's own bar is no keyboard, and neither is a page that somebody zooms into", () => {
  const { style, becomes } = phone()
  becomes(690)
  assert.ok(!style.has("--seen"))
  becomes(370, 2)
  assert.ok(!style.has("--seen"))
})
