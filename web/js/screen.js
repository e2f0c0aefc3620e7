// screen.js: one wall's evening: its link becomes a line, and what comes in is the circle alone. No page in here.
import { heard, nothing } from "./picture.js"

const FIRST_WAIT = 2_000     // ms; a wall has all evening
const LONGEST_WAIT = 30_000
const FOR_GOOD = new Set(["link-not-valid", "meeting-over", "room-is-full"])

export class Screen {
  known = nothing
  line = { is: "finding", since: 0 }
  format = null
  #watchers = new Set()
  #clock; #lineTo; #hang

  /** `hang` turns the link into {handle, format} or {refused}; `lineTo(handle, ears)` makes the line. */
  constructor({ hang, lineTo, clock }) {
    this.#hang = hang
    this.#lineTo = lineTo
    this.#clock = clock
  }

  watch(watcher) {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** Our own clock, and the room's, in seconds. */
  here = () => this.#clock.now() / 1000
  now = () => this.here() + this.known.offset

  async open(wait = FIRST_WAIT) {
    const { handle, refused } = await this.#hang().catch(() => ({ refused: "line-is-lost" }))
    if (handle) return this.#lineTo(handle, { hear: frame => this.#hear(frame), changed: state => this.#changed(state) }).open()
    if (FOR_GOOD.has(refused)) return this.#changed({ is: "over", why: refused })
    this.#clock.after(wait, () => this.open(Math.min(2 * wait, LONGEST_WAIT)))
  }

  #hear(frame) {
    this.known = heard(this.known, frame, this.here())
    this.#tell()
  }

  /** Since when it is like this: a line that fails again and again has been lost since the first time. */
  #changed(state) {
    this.line = { ...state, since: state.is === this.line.is ? this.line.since : this.here() }
    this.#tell()
  }

  #tell() { for (const watcher of this.#watchers) watcher() }
}
