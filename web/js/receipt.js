// receipt.js: the house's signed word on what is gone, as it came: read for its rows. How it is checked stands in signed.js.
import { unspelled } from "./helpers/bytes.js"

/** What the statement says; null where it cannot be read, and then no row is made up. */
export function readReceipt({ statement }) {
  try { return JSON.parse(new TextDecoder().decode(unspelled(statement))) } catch { return null }
}
