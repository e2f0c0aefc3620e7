// numbered.js: acts, each under its own number, until the house has answered. Sent twice is said once; words go one at a time.
import * as frames from "./frames.js"

const LOST = { refused: "line-is-lost", facts: {} }
const BUSY = "house-is-busy"
const PATIENCE = 4      // how often a busy house is asked again, each time under a new number
const PAUSE = [600, 900]

/** Words, and the call for support, wait for the line to come back. For all else the next picture is the truth. */
const waitsForTheLine = is => frames.hasWords(is) || is === "ask_for_support"

export class Numbered {
  #send; #clock; #random
  #live = false
  #last = 0
  #open = []            // in the order they were asked: {is, fields, n, tries, answer}

  constructor({ send, clock, random = Math.random }) {
    this.#send = send
    this.#clock = clock
    this.#random = random
  }

  /** Ask the room for something. Resolves to {ok, n} or {refused, facts}; never rejects. */
  act(is, fields = {}) {
    frames.act(is, 0, fields)
    if (!this.#live && !waitsForTheLine(is)) return Promise.resolve(LOST)
    return new Promise(answer => {
      this.#open.push({ is, fields, n: null, tries: 0, answer })
      this.#sendWhatMayGo()
    })
  }

  /** The line is here; `last` is the number of the last act done. What was under way is sent again under its old number. */
  live(last) {
    this.#live = true
    this.#last = Math.max(this.#last, last)
    for (const entry of this.#open) if (entry.n !== null) this.#put(entry)
    this.#sendWhatMayGo()
  }

  lost() {
    this.#live = false
    this.#settle(entry => !waitsForTheLine(entry.is), LOST)
  }

  /** Nothing under way may be sent again: the seat has acted from elsewhere, or the meeting is over. */
  forget() {
    this.#live = false
    this.#settle(() => true, LOST)
  }

  ok(n) { this.#settle(entry => entry.n === n, { ok: true, n }) }

  refused(n, no, facts = {}) {
    const entry = this.#open.find(open => open.n === n)
    if (entry && no === BUSY && entry.tries < PATIENCE) this.#againLater(entry)
    else this.#settle(open => open === entry, { refused: no, facts, n })
  }

  #againLater(entry) {
    entry.n = Infinity   // keeps its place among the words, and is not sent by anything else
    entry.tries += 1
    this.#clock.after(PAUSE[0] + PAUSE[1] * this.#random(), () => { entry.n = null; this.#sendWhatMayGo() })
  }

  #settle(which, answer) {
    const settled = this.#open.filter(which)
    this.#open = this.#open.filter(entry => !settled.includes(entry))
    for (const entry of settled) entry.answer(answer)
    if (this.#live) this.#sendWhatMayGo()
  }

  #sendWhatMayGo() {
    if (!this.#live) return
    let wordsAreOut = this.#open.some(entry => frames.hasWords(entry.is) && entry.n !== null)
    for (const entry of this.#open.filter(open => open.n === null)) {
      if (frames.hasWords(entry.is)) {
        if (wordsAreOut) continue
        wordsAreOut = true
      }
      entry.n = ++this.#last
      this.#put(entry)
    }
  }

  #put(entry) {
    if (Number.isFinite(entry.n)) this.#send(frames.act(entry.is, entry.n, entry.fields))
  }
}
