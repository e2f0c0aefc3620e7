// drafts.js: what somebody is writing, in the memory of this page and nowhere else. Kept over dropped lines and parts.
import { useEffect, useState } from "./html.js"

const EMPTY = Object.freeze({ text: "", note: "", back: "" })

export class Drafts {
  #kept = new Map()
  #listeners = new Set()

  get(key) { return this.#kept.get(key) ?? EMPTY }

  set(key, change) {
    this.#kept.set(key, { ...this.get(key), ...change })
    this.#tell(key)
  }

  clear(key) {
    this.#kept.delete(key)
    this.#tell(key)
  }

  /** Everything goes: the meeting is over, or somebody leaves. */
  clearAll() {
    const keys = [...this.#kept.keys()]
    this.#kept.clear()
    keys.forEach(key => this.#tell(key))
  }

  listen(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(key) { for (const listener of this.#listeners) listener(key) }
}

/** The draft under `key`, redrawn when it changes. */
export function useDraft(drafts, key) {
  const [, redraw] = useState(0)
  useEffect(() => drafts.listen(changed => { if (changed === key) redraw(n => n + 1) }), [drafts, key])
  return [drafts.get(key), change => drafts.set(key, change)]
}
