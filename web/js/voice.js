// voice.js: what is said aloud to whoever listens instead of looking. What comes together is one thing to hear. No page in here.
export const GATHER = 120      // ms in which what is new becomes one thing to hear

export class Voice {
  said = ""
  #unsaid = []
  #hearers = new Set()
  #clock

  constructor(clock) { this.#clock = clock }

  /** Told whenever something is said: nothing else has changed by it. */
  listen(hearer) {
    this.#hearers.add(hearer)
    return () => this.#hearers.delete(hearer)
  }

  say(sentences) {
    if (!sentences.length) return
    if (!this.#unsaid.length) this.#clock.after(GATHER, () => this.#speak())
    this.#unsaid.push(...sentences)
  }

  /** Before all that has still to be said. */
  sayFirst(sentence) {
    if (this.#unsaid.length) this.#unsaid.unshift(sentence)
    else this.say([sentence])
  }

  forget() {
    this.said = ""
    this.#unsaid = []
  }

  #speak() {
    this.said = this.#unsaid.splice(0).join(" ")
    for (const hearer of this.#hearers) hearer()
  }
}
