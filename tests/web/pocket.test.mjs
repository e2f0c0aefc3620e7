// The pocket: what a phone does to a page, and that the line hears of it.
import assert from "node:assert/strict"
import { test } from "node:test"
import { inAPocket } from "../../web/js/pocket.js"

function phone() {
  const page = Object.assign(new EventTarget(), { hidden: false })
  const net = Object.assign(new EventTarget(), { type: "wifi" })
  const device = Object.assign(new EventTarget(), { navigator: { connection: net } })
  const told = []
  inAPocket({ wake: about => told.push(about?.elsewhere ? "another net" : "woken"), offline: () => told.push("offline") }, page, device)
  return { page, net, device, told }
}

test("a page that is put away and looked at again asks for its line", () => {
  const { page, told } = phone()
  page.hidden = true
  page.dispatchEvent(new Event("visibilitychange"))
  assert.deepEqual(told, [])
  page.hidden = false
  page.dispatchEvent(new Event("visibilitychange"))
  page.dispatchEvent(new Event("resume"))
  assert.deepEqual(told, ["woken", "woken"])
})

test("from Wi-Fi to mobile the line is another; a slower or faster net is the same", () => {
  const { net, told } = phone()
  net.dispatchEvent(new Event("change"))
  assert.deepEqual(told, [])
  net.type = "cellular"
  net.dispatchEvent(new Event("change"))
  net.type = "none"
  net.dispatchEvent(new Event("change"))
  assert.deepEqual(told, ["another net"])
})

test("no net is told at once, and so is its return", () => {
  const { device, told } = phone()
  device.dispatchEvent(new Event("offline"))
  device.dispatchEvent(new Event("online"))
  assert.deepEqual(told, ["offline", "another net"])
})

test("the first showing of a page wakes nobody", () => {
  const { device, told } = phone()
  device.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: false }))
  assert.deepEqual(told, [])
  device.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }))
  assert.deepEqual(told, ["woken"])
})
