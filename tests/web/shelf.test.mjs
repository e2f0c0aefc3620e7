// The box: only its six words open it, it never holds another's words unseen, and its size tells little.
import assert from "node:assert/strict"
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { seal } from "../../web/js/frames.js"
import { boxed, drawn, keysOf, markOf, plain, secretOf, unboxed } from "../../web/js/shelf.js"

const hash = text => createHash("sha256").update(text).digest("base64url")
const own = (n, text) => { const raw = seal({ text }); return { seat: "bo", n, h: hash(raw), tag: "t".repeat(43), raw } }
const secret = async () => (await keysOf(crypto.getRandomValues(new Uint8Array(32))))

/** What the house keeps of what it is given: the very hash that it works out from the list. */
const atTheHouse = ({ nonce, refs, box, key }) => ({ box, key, mark: hash(nonce + refs.map(({ seat, n, h }) => `\n${seat} ${n} ${h}`).join("")) })

test("who has the key reads what was said, in its order", async () => {
  const keys = await secret()
  const shares = [own(1, "one"), own(4, "two\n\nand three ☼")]
  const given = await boxed(shares, keys)
  assert.deepEqual(await unboxed(atTheHouse(given), keys), shares.map(share => share.raw))
})

test("another key opens nothing, and finds another place", async () => {
  const [mine, theirs] = [await secret(), await secret()]
  const given = await boxed([own(1, "one")], mine)
  assert.notEqual(mine.place, theirs.place)
  assert.equal(await unboxed(atTheHouse(given), theirs), null)
})

test("a box that was changed by one letter does not open", async () => {
  const keys = await secret()
  const kept = atTheHouse(await boxed([own(1, "one")], keys))
  const other = text => (text[40] === "A" ? "B" : "A")
  const changed = text => text.slice(0, 40) + other(text) + text.slice(41)
  for (const part of ["box", "key", "mark"]) assert.equal(await unboxed({ ...kept, [part]: changed(kept[part]) }, keys), null, part)
})

test("a page that lies puts another's words in its box, and no page shows them", async () => {
  const keys = await secret()
  const lie = { ...own(1, "mine"), raw: seal({ text: "somebody else's" }) }   // the list says mine, the box holds theirs
  assert.equal(await unboxed(atTheHouse(await boxed([lie], keys)), keys), null)
  const more = await boxed([own(1, "mine"), own(2, "more")], keys)
  assert.equal(await unboxed(atTheHouse({ ...more, refs: more.refs.slice(0, 1) }), keys), null)
})

test("nothing readable is in what the house is given", async () => {
  const given = JSON.stringify(await boxed([own(1, "a-word-of-mine")], await secret()))
  for (const spelling of ["a-word-of-mine", Buffer.from("a-word-of-mine").toString("base64url").slice(0, 16)]) assert.ok(!given.includes(spelling))
})

test("every box fills whole steps", async () => {
  const keys = await secret()
  const size = async text => Buffer.from((await boxed([own(1, text)], keys)).box, "base64url").length
  assert.deepEqual([await size(""), await size("a".repeat(3_000)), await size("a".repeat(4_096))], [4_096, 4_096, 8_192])
})

test("six words count the same however they are typed", async () => {
  assert.deepEqual(plain("  Árbol,  NIÑO\tcafé "), ["arbol", "nino", "cafe"])
  const [one, other, wrong] = await Promise.all(["abrir niño café luna mesa sol", "Abrir  nino CAFE luna mesa sol ", "abrir nino cafe luna mesa sal"].map(secretOf))
  assert.deepEqual(new Uint8Array(one), new Uint8Array(other))
  assert.notDeepEqual(new Uint8Array(one), new Uint8Array(wrong))
})

test("words are drawn evenly, and a draw that would favour some is drawn again", () => {
  const draws = [2 ** 32 - 1, 5, 4, 3, 2, 1, 0]
  const chance = numbers => { numbers[0] = draws.shift(); return numbers }
  assert.deepEqual(drawn(["a", "b", "c"], chance), ["c", "b", "a", "c", "b", "a"])
  assert.equal(draws.length, 0)
})

for (const [lang, least] of [["en", 7_700], ["es", 2_000]]) {
  test(`the list in ${lang} is long enough, and no two of its words look the same when typed`, () => {
    const list = JSON.parse(readFileSync(new URL(`../../web/six/${lang}.json`, import.meta.url), "utf8"))
    assert.ok(list.length >= least)
    assert.equal(new Set(list.map(word => plain(word).join(" "))).size, list.length)
    assert.ok(list.every(word => plain(word).length === 1 && [...word].length >= 3))
    assert.ok(!list.some(word => /^(drug|addict|relapse|alcohol|suicide|opium|droga|adicto|muerte|alcohol)/.test(word)))
  })
}

test("the house's own spelling of the mark is the page's", async () => {
  const shares = [own(1, "one"), own(2, "two")]
  assert.equal(await markOf("nonce", shares), atTheHouse({ nonce: "nonce", refs: shares }).mark)
})
