// A signed file on the reader's own device: true ones hold, and a browser that cannot tell says so.
import assert from "node:assert/strict"
import { test } from "node:test"
import { commitment, noteFor } from "../../web/js/attendance.js"
import { readSigned, verdict } from "../../web/js/signed.js"

const spelled = bytes => Buffer.from(bytes).toString("base64url")

async function house() {
  const { privateKey, publicKey } = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])
  const key = spelled(await crypto.subtle.exportKey("raw", publicKey))
  const sign = async said => {
    const statement = new TextEncoder().encode(JSON.stringify(said))
    return { statement: spelled(statement), signature: spelled(await crypto.subtle.sign("Ed25519", privateKey, statement)), key }
  }
  return { key, sign }
}

const GONE = { is: "wiped", meeting: "m", wiped_at: 1, words_left: 0 }

test("what the house signed holds, and what another house signed is another's", async () => {
  const [ours, theirs] = [await house(), await house()]
  const receipt = readSigned(JSON.stringify(await ours.sign(GONE)))
  assert.equal(await verdict(receipt, ours.key), "this-house")
  assert.equal(await verdict(receipt, theirs.key), "another-key")
})

test("not a letter can be changed", async () => {
  const { key, sign } = await house()
  const signed = await sign(GONE)
  const forged = { ...signed, statement: spelled(new TextEncoder().encode(JSON.stringify({ ...GONE, words_left: 4 }))) }
  assert.equal(await verdict(readSigned(JSON.stringify(forged)), key), "changed")
  assert.equal(await verdict(readSigned(JSON.stringify({ ...signed, signature: spelled(new Uint8Array(64)) })), key), "changed")
  assert.equal(await verdict(readSigned(JSON.stringify({ ...signed, key: "short" })), key), "changed")
})

test("a note holds for its holder and for nobody else", async () => {
  const { key, sign } = await house()
  const note = await noteFor("Anastasia P.", "abcdef", async (path, { holder }) => {
    assert.equal(path, "/in/abcdef/note")
    assert.ok(!JSON.stringify(holder).includes("Anastasia"))
    return sign({ is: "attended", holder, issuer: "Community group" })
  })
  assert.equal(await verdict(readSigned(JSON.stringify(note)), key), "this-house")
  const theirs = { ...note, holder: { ...note.holder, name: "Bo" } }
  assert.equal(await verdict(readSigned(JSON.stringify(theirs)), key), "not-its-holder")
})

test("the house and the page agree on what a holder is", async () => {
  assert.equal(await commitment({ name: "Ana", nonce: "n" }), "oGNPW-xA25_tx_Ino9RHgnjKdOTYRUunQnLYtza0lAY")
})

test("where the browser knows no Ed25519 the answer is that nobody can tell here", async () => {
  const { key, sign } = await house()
  const receipt = readSigned(JSON.stringify(await sign(GONE)))
  const old = { subtle: { importKey: async () => { throw new DOMException("no", "NotSupportedError") } } }
  assert.equal(await verdict(receipt, key, old), null)
})

test("anything else is no signed file", () => {
  for (const text of ["", "{}", "[]", "null", '{"statement":"%%","signature":"a","key":"b"}', '{"statement":"e30","signature":"a","key":"b"}']) {
    assert.equal(readSigned(text), null)
  }
})
