// signed.js: a signed file, checked on this device: who signed it, and that nobody changed it since. No page in here.
import { commitment } from "./attendance.js"
import { unspelled } from "./helpers/bytes.js"

/** What a signed file says; null where it is none. */
export function readSigned(text) {
  try {
    const { statement, signature, key, holder = null } = JSON.parse(text)
    const said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(unspelled(statement)))
    return ["wiped", "attended"].includes(said.is) && signature && key ? { statement, signature, key, holder, said } : null
  } catch { return null }
}

/** Whether it holds: this-house, another-key, changed, not-its-holder; or null where this browser cannot tell. */
export async function verdict({ statement, signature, key, holder, said }, house, crypto = globalThis.crypto) {
  let holds
  try {
    const theirs = await crypto.subtle.importKey("raw", unspelled(key), { name: "Ed25519" }, false, ["verify"])
    holds = await crypto.subtle.verify("Ed25519", theirs, unspelled(signature), unspelled(statement))
  } catch (trouble) {
    if (trouble?.name === "NotSupportedError" || !crypto?.subtle) return null
    return "changed"
  }
  if (!holds) return "changed"
  if (holder && !(said.is === "attended" && said.holder === await commitment(holder))) return "not-its-holder"
  return key === house ? "this-house" : "another-key"
}
