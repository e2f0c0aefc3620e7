// receipt.js: the house's signed word on what is gone, as it came: read for its rows, saved whole, so that anyone can check it.

const fromBase64url = text => new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0)))

/** What the statement says; null where it cannot be read, and then no row is made up. */
export function readReceipt({ statement }) {
  try { return JSON.parse(fromBase64url(statement)) } catch { return null }
}

/** Into a file of the person's own. Its name says nothing of where it is from. */
export function saveReceipt(receipt) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([JSON.stringify(receipt, null, 2)], { type: "application/json" }))
  link.download = "note.json"
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
