// meeting.js: one evening on one page. Holds the line, what is known, what is written; tells who watches. No page in here.
import * as frames from "./frames.js"
import { byItself, nothing, heard } from "./picture.js"
import { news } from "./news.js"
import { OwnWords } from "./own_words.js"
import { GATHER, Voice } from "./voice.js"
import { Drafts } from "./helpers/drafts.js"
import { parts, tooLong } from "./helpers/count.js"

const THROUGH = "through"

export class Meeting {
  known = nothing
  line = { is: "finding", tries: 0 }
  left = false
  sending = []            // own words on their way: {key, words, answers, state, no}
  refused = null          // the last refusal of words, beside the box they went back to
  held = null             // {draft, rule}: safe sharing folded a draft back; null where nothing waits
  through = null          // words a guide looked at and let through
  shown = null            // words that wait for a guide to look at them
  turnMoved = null        // which turn it is now, where the line dropped in one's own and the circle went on
  #hadTurn = false
  #gapped = false         // since the line came back, the house said that some words are gone
  hurts = false           // words went out that hurt: the support card stands beside them
  own = new OwnWords()
  aside = []              // shares somebody wants to tell of when the meeting is over; the only words of others that stay
  drafts = new Drafts()
  #watchers = new Set()
  #clock; #line; #t; #safe
  #key = 0

  /** `lineTo(ears)` makes the line; `safe(text)` is the rule list that runs here before anything is sent. */
  constructor({ lineTo, t, clock, safe = () => null, house = {} }) {
    this.house = house
    this.#t = t
    this.#safe = safe
    this.#clock = clock
    this.voice = new Voice(clock)
    this.#line = lineTo({ hear: frame => this.#hear(frame), changed: state => this.#lineChanged(state) })
  }

  watch(watcher) {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** The room's own time, in seconds. */
  now = () => this.#clock.now() / 1000 + this.known.offset

  act = (is, fields) => this.#line.act(is, fields)
  open = () => this.#line.open()
  offline = () => this.#line.offline()
  wake = about => this.#line.wake(about)
  moveHere = () => this.#line.moveHere()
  whoIsHere = () => this.#line.whoIsHere()

  async leave() {
    this.#set({ left: true })
    await this.act("leave")
    if (!this.left) return       // back already, quicker than the answer
    this.#line.close("left")
    this.#forget()
  }

  comeBack() {
    this.left = false
    this.#line.moveHere()
  }

  // ── own words ─────────────────────────────────────────────────────────────────────────────────

  /** Send what is in the box `say`, if it may go: what the rule list folds back waits, unless a guide let these very words through. */
  async share({ answers = null } = {}) {
    const draft = this.drafts.get("say")
    const text = draft.text.trim()
    if (!text) return this.#refuse("nothing-to-send")
    if (tooLong(text, draft.note)) return this.#refuse("share-too-long")
    const found = text === this.through ? null : this.#safe(text)
    if (found?.hold) {
      this.#set({ held: { rule: found.hold }, refused: null })
      return { hold: found.hold }
    }
    this.#clearBox(found?.hurts)
    return this.#send({ ...draft, text }, answers)
  }

  /** The script of a part, said by whoever reads it. */
  readOut(text) { return this.#send({ text, note: "", back: "" }, null) }

  shareInParts(answers = null) {
    const { text, note, back } = this.drafts.get("say")
    this.#clearBox(false)
    for (const part of parts(text)) this.#send({ text: part, note, back }, answers)
  }

  tryAgain(key) {
    const entry = this.sending.find(one => one.key === key)
    this.sending = this.sending.filter(one => one !== entry)
    return this.#send(entry.words, entry.answers)
  }

  /** Not said, and back in the box, after what is there. */
  backToBox(key) {
    const { words } = this.sending.find(one => one.key === key)
    const { text } = this.drafts.get("say")
    this.letGo(key)
    this.drafts.set("say", { ...words, text: text.trim() ? `${text}\n\n${words.text}` : words.text })
  }

  letGo(key) { this.#set({ sending: this.sending.filter(one => one.key !== key) }) }

  unhold() { this.#set({ held: null }) }
  letHurtRest() { this.#set({ hurts: false }) }
  unrefuse() { this.#set({ refused: null }) }
  seeHandled(letter) { this.known = { ...this.known, letters: this.known.letters.filter(other => other !== letter) }; this.#tell() }
  seeTaken() { this.known = { ...this.known, taken: [] }; this.#tell() }

  #clearBox(hurts = false) {
    this.drafts.clear("say")
    this.#set({ held: null, refused: null, hurts: Boolean(hurts) })
  }

  async #send(words, answers) {
    const entry = { key: ++this.#key, words, answers, state: "sending", no: null }
    this.#set({ sending: [...this.sending, entry] })
    const answer = await this.act("share", {
      words: frames.seal(words), ...(answers ? { answers: frames.ref(answers) } : {}),
    })
    if (!this.sending.includes(entry)) return answer      // the evening ended meanwhile: nothing of it comes back
    if (answer.ok) this.letGo(entry.key)
    else this.#notSaid(entry, answer)
    return answer
  }

  /** Back into the box where that is free, with the reason beside it; else it stays as a thing not said. */
  #notSaid(entry, { refused: no, facts }) {
    if (this.drafts.get("say").text.trim()) {
      return this.#set({ sending: this.sending.map(one => one.key === entry.key ? { ...one, state: "not-said", no, facts } : one) })
    }
    this.letGo(entry.key)
    this.drafts.set("say", entry.words)
    return this.#refuse(no, facts)
  }

  #refuse(no, facts = {}) {
    this.#set({ refused: { no, facts } })
    return { refused: no, facts }
  }

  /** Better words for one's own share; the rule list looks at them too. Resolves to {ok}, {hold} or {refused}. */
  async edit(share, text) {
    const no = this.#unfit(text, share.words.note)
    return no ?? this.act("edit", { ref: frames.ref(share), words: frames.seal({ ...share.words, text: text.trim() }), ...this.forThem(share.seat) })
  }

  /** What somebody says who sits in the same room, typed for them: it is theirs. They stay in their box until the house has them. */
  async sayFor(here) {
    const box = `for ${here}`
    const { text } = this.drafts.get(box)
    const answer = this.#unfit(text) ?? await this.act("share", { words: frames.seal({ text: text.trim() }), here })
    if (answer.ok) this.drafts.clear(box)
    return answer
  }

  /** What an act needs besides, where the seat is not one's own but one's room's. */
  forThem(seat) { return seat === this.known.me ? {} : { here: seat } }

  #unfit(text, note) {
    if (!text.trim()) return { refused: "nothing-to-send", facts: {} }
    if (tooLong(text, note)) return { refused: "share-too-long", facts: {} }
    const found = this.#safe(text)
    return found?.hold ? { hold: found.hold } : null
  }

  /** Words between one person and the desk, or among guides. They stay in their box until the house has them. */
  async write(box, whom, about, text = this.drafts.get(box).text) {
    if (!text.trim()) return { refused: "nothing-to-send", facts: {} }
    if (tooLong(text)) return { refused: "share-too-long", facts: {} }
    const answer = await this.act("write_letter", { whom, about, words: frames.seal({ text: text.trim() }) })
    if (answer.ok) this.drafts.clear(box)
    return answer
  }

  /** Words that were folded back, to the guides alone. They stay in the box. */
  async showGuide() {
    const { text } = this.drafts.get("say")
    const answer = await this.write("shown", this.known.me, "ask", text)
    if (answer.ok) { this.#set({ shown: text.trim(), held: null }) }
    return answer
  }

  /** From the desk: one press, and the words that were shown may go. */
  letThrough(whom) { return this.act("write_letter", { whom, about: "ask", words: frames.seal({ text: this.#t("safe.through"), back: THROUGH }) }) }

  // ── what somebody keeps ───────────────────────────────────────────────────────────────────────

  /** One's own words, or not after all. Nothing of this leaves the page. */
  keepMine(on) {
    this.own.want(on, this.known)
    this.#tell()
  }

  /** A share that hurt, put by until the meeting is over. */
  setAside(share, on = true) {
    const others = this.aside.filter(other => !frames.same(other, share))
    this.aside = on ? [...others, share] : others
    this.#tell()
  }

  // ── what comes in ─────────────────────────────────────────────────────────────────────────────

  #hear(frame) {
    const before = this.known
    if (frame.is === "gap") this.#gapped = true
    this.known = heard(before, frame, this.#clock.now() / 1000)
    this.own.hear(this.known, frame)
    if (this.known === before) return
    if (this.shown && this.known.letters.at(-1)?.words.back === THROUGH) Object.assign(this, { through: this.shown, shown: null })
    if (frame.is === "picture") this.#cameBack()
    if (frame.is === "said" && frame.ref.seat === before.me) this.#arrived(frame.words)
    if (frame.is === "ended" || this.known.picture?.phase === "closed") this.#forget()
    else this.voice.say(news(before, this.known, this.#t))
    this.#tell()
  }

  /** Own words that stand in the circle are not on their way any more, whatever the answer to them is. */
  #arrived(words) {
    const entry = this.sending.find(one => one.state === "sending" && frames.seal(one.words) === words)
    this.sending = this.sending.filter(one => one !== entry)
  }

  #lineChanged(state) {
    const was = this.line
    this.line = state
    if (state.is === "lost" && was.is === "live") {
      this.#hadTurn = this.#hasTurn()
      this.voice.say([this.#t("line-lost")])
    }
    if (state.is === "live" && was.is === "lost") this.#isBack()
    if (state.why === "ended" || state.why === "out") this.#forget()
    this.#tell()
  }

  /** First of all that is said after a lost line: whether something was missed, and whether it is here. */
  #isBack() {
    const { shares, gap } = this.known
    this.#gapped = false
    this.#clock.after(GATHER, () => {
      const { known } = this
      if (known.picture?.sight === "lobby" || !known.picture || known.ended || (this.#gapped && !gap)) return      // a first gap is news, and said as such
      this.voice.sayFirst(this.#t(this.#gapped ? "line-back-gap" : known.shares === shares ? "line-back-nothing" : "line-back-filled"))
    })
  }

  #hasTurn() { return this.known.me !== null && this.known.picture?.floor?.holder === this.known.me }

  #cameBack() {
    if (this.#hadTurn && !this.#hasTurn()) this.turnMoved = this.known.picture.floor?.turn ?? null
    this.#hadTurn = false
  }

  /** The evening is over for this page: no word of it stays. */
  #forget() {
    this.drafts.clearAll()
    this.sending = []
    this.held = this.refused = this.through = this.shown = null
    this.hurts = false
    this.voice.forget()
    this.aside = this.aside.map(byItself)
    this.known = { ...this.known, shares: [], letters: [], topic: null, going: [], taken: [] }
    this.#tell()
  }

  say(sentence) { this.voice.say([sentence]) }

  #set(change) {
    Object.assign(this, change)
    this.#tell()
  }

  #tell() { for (const watcher of this.#watchers) watcher() }
}
