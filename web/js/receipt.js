// receipt.js: the house's signed word on what is gone, as it came: read for its rows. How it is checked stands in signed.js.

const fromBase64url = text => new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0)))

/** What the statement says; null where it cannot be read, and then no row is made up. */
export function readReceipt({ statement }) {
  try { return JSON.parse(fromBase64url(statement)) } catch { return null }
}
