// keys.js: what the keyboard can do, as one list. The page acts on it and shows it; nothing is hidden in a key.

/** Alt with a letter, so that no letter somebody writes can pass a turn. `name` is also the word in the catalogue. */
export const KEYS = [
  { code: "KeyW", name: "write" }, { code: "KeyD", name: "done" }, { code: "KeyP", name: "pass" }, { code: "KeyL", name: "later" },
  { code: "KeyH", name: "hand" }, { code: "KeyJ", name: "words" }, { code: "KeyS", name: "support" },
  { code: "KeyN", name: "next", desk: true }, { code: "KeyK", name: "desk", desk: true },
]

const writes = target => target?.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")

/** Which of the names a press means; "list" for the question mark. Null for all else. */
export function meant(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return null
  if (event.altKey) return KEYS.find(({ code }) => code === event.code)?.name ?? null
  return event.key === "?" && !writes(event.target) ? "list" : null
}

export const shown = code => `Alt + ${code.replace("Key", "")}`

/** Whether this press sends what is written. Ctrl or ⌘ with Enter always does; Enter alone only for who chose so. */
export function sends(event, enterSends) {
  if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.altKey) return false
  return event.ctrlKey || event.metaKey || enterSends
}
