// shelf.js: a box for one's own words that only six words or a passkey open. What the house gets, it cannot read. No page in here.
import { spelled, unspelled } from "./helpers/bytes.js"

const TURNS = 1_000_000      // how often a guess at six words must be stirred: about a second on a phone
const STEP = 4_096           // bytes; every box fills whole steps
const SEAL = 28              // bytes that the seal itself takes of a box: 12 in front, 16 behind
const SALT = bytesOf("alcove shelf 1")

function bytesOf(text) { return new TextEncoder().encode(text) }
const derived = (secret, info, kind, uses) => crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: SALT, info: bytesOf(info) }, secret, kind, false, uses)

/** Six words, drawn by chance from a public list. */
export function drawn(list, chance = numbers => crypto.getRandomValues(numbers)) {
  const fair = 2 ** 32 - 2 ** 32 % list.length
  const draw = () => { for (;;) { const [number] = chance(new Uint32Array(1)); if (number < fair) return list[number % list.length] } }
  return Array.from({ length: 6 }, draw)
}

/** Words as they count, however they were typed: small, without marks, one space between. */
export const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/\p{L}+/gu) ?? []

/** Whatever opens a box begins as one secret: from six words, slowly, so that nobody can try them all. */
export async function secretOf(text) {
  const words = await crypto.subtle.importKey("raw", bytesOf(plain(text).join(" ")), "PBKDF2", false, ["deriveBits"])
  return crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: SALT, iterations: TURNS }, words, 256)
}

/** Where the box lies, and the key that its own key is wrapped in. */
export async function keysOf(secret) {
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey", "deriveBits"])
  const place = await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: SALT, info: bytesOf("place") }, root, 256)
  return { place: spelled(place), wrapping: await derived(root, "wrapping", { name: "AES-KW", length: 256 }, ["wrapKey", "unwrapKey"]) }
}

/** What the house is given: the box, its wrapped key, and which shares lie in it. `shares` are own ones, as they were heard. */
export async function boxed(shares, { place, wrapping }) {
  const nonce = spelled(crypto.getRandomValues(new Uint8Array(32)))
  const refs = shares.map(({ seat, n, h, tag }) => ({ seat, n, h, tag }))
  const said = JSON.stringify({ nonce, said: shares.map(({ seat, n, raw }) => ({ seat, n, raw })) })
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, padded(bytesOf(said)))
  const box = new Uint8Array([...iv, ...new Uint8Array(sealed)])
  return { place, nonce, refs, box: spelled(box), key: spelled(await crypto.subtle.wrapKey("raw", key, wrapping, "AES-KW")) }
}

/** The words in a box; null where it does not open, or where anything lies in it that was not said by its owner. */
export async function unboxed({ box, key, mark }, { wrapping }) {
  try {
    const own = await crypto.subtle.unwrapKey("raw", unspelled(key), wrapping, "AES-KW", "AES-GCM", false, ["decrypt"])
    const whole = unspelled(box)
    const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: whole.subarray(0, 12) }, own, whole.subarray(12))
    const { nonce, said } = JSON.parse(new TextDecoder().decode(open))
    return await markOf(nonce, said) === mark ? said.map(({ raw }) => raw) : null
  } catch { return null }
}

/** The hash that the house made of the same list when the box was put. */
export async function markOf(nonce, said) {
  const lines = await Promise.all(said.map(async ({ seat, n, raw }) => `\n${seat} ${n} ${await hashed(raw)}`))
  return hashed(nonce + lines.join(""))
}

const hashed = async text => spelled(await crypto.subtle.digest("SHA-256", bytesOf(text)))

function padded(bytes) {
  const steps = Math.ceil((bytes.length + SEAL) / STEP)
  const whole = new Uint8Array(steps * STEP - SEAL).fill(32)
  whole.set(bytes)
  return whole
}
