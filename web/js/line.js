// line.js: the way to the room. It is patient, comes back by itself, and knows when not to. No page in here, only a socket.
import * as frames from "./frames.js"
import { Numbered } from "./numbered.js"

const FIRST_WAIT = 500          // ms; doubles up to the longest, and half of each is chance, so that a house is not stormed
const LONGEST_WAIT = 15_000
const TICK = 10_000             // how often a house speaks, until it has shown its own pace
const QUICKEST = 4_000
const ASKING = 10_000           // how long a ticket may take
const MISSED = 2.3              // ticks of silence that mean the line is gone
const DOUBTFUL = 1.2            // ticks of silence after which a phone that wakes does not wait for more

/** Close codes from 4500 on, and the one for having left, mean: do not come back by yourself. */
const FINAL = { 1000: "left", 4500: "out", 4501: "elsewhere", 4502: "ended", 4503: "not-valid", 4504: "garbled" }
const isFinal = code => code === 1000 || (code >= 4500 && code < 5000)

/** The browser's own time and chance; tests hand in theirs. */
export const browserClock = {
  now: () => performance.now(),
  onTheWall: () => Date.now(),      // goes on while a phone sleeps; the other may stand still
  after: (ms, then) => { const id = setTimeout(then, ms); return () => clearTimeout(id) },
}

export class Line {
  state = { is: "finding", tries: 0 }
  #ticket; #connect; #hear; #changed; #clock; #random; #acts
  #socket = null
  #place = null                 // {gen, seq}: where we stood when we last heard
  #cancelWait = () => {}
  #cancelSilence = () => {}
  #tickAt = null
  #heardAt = 0                  // on the wall's clock
  #pace = TICK

  /** `ticket` asks for a ticket and throws {refused} for good; `connect` opens a socket; `hear` gets each frame once. */
  constructor({ ticket, connect, hear, changed = () => {}, clock = browserClock, random = Math.random }) {
    this.#ticket = ticket
    this.#connect = connect
    this.#hear = hear
    this.#changed = changed
    this.#clock = clock
    this.#random = random
    this.#acts = new Numbered({ send: text => this.#socket?.send(text), clock, random })
  }

  act(is, fields) { return this.#acts.act(is, fields) }

  whoIsHere() { if (this.state.is === "live") this.#socket.send(frames.whoIsHere()) }

  /** Begin, or try now instead of waiting. */
  open() {
    if (this.state.is === "live" || this.state.is === "over") return
    this.#cancelWait()
    this.#try()
  }

  /** The device says that its network is gone: no need to wait for the silence. */
  offline() { if (this.state.is === "live" || this.#socket) this.#wait() }

  /** Somebody looks at the page again, or the way to the net is another: a line that may be gone is not trusted. */
  wake({ elsewhere = false } = {}) {
    if (this.state.is === "over") return
    if (this.state.is !== "live") return this.open()
    const silent = (this.#clock.onTheWall ?? this.#clock.now)() - this.#heardAt
    if (!elsewhere && silent < DOUBTFUL * this.#pace) return
    this.#acts.lost()
    this.#say({ is: "lost", tries: 1 })
    this.#try()
  }

  /** The person wants the meeting here, not there. What was under way there or here is not sent again. */
  moveHere() {
    this.#acts.forget()
    this.#place = null
    this.#say({ is: "finding", tries: 0 })
    this.#try()
  }

  /** For good, and on purpose. */
  close(why = "left") {
    this.#hangUp()
    this.#acts.forget()
    this.#say({ is: "over", why })
  }

  /** A ticket is asked for while the socket opens: on a weak line that is one way there and back less. */
  #try() {
    this.#hangUp()
    const socket = this.#socket = this.#connect(frames.PROTOCOL)
    const mine = then => told => { if (socket === this.#socket) then(told) }     // only the newest attempt may speak
    let open = false, ticket = null
    const greet = () => { if (open && ticket) { socket.send(frames.hello(ticket, this.#place)); this.#listen() } }
    socket.onopen = mine(() => { open = true; greet() })
    socket.onmessage = mine(({ data }) => this.#heard(data))
    socket.onclose = mine(({ code }) => isFinal(code) ? this.close(FINAL[code] ?? "not-valid") : this.#wait())
    this.#listen()
    this.#ticket().then(
      mine(given => { ticket = given; greet() }),
      mine(trouble => trouble?.refused ? this.close(trouble.refused) : this.#wait()),
    )
  }

  #heard(text) {
    const frame = frames.read(text)
    if (frame?.is === "tick") this.#tick(frame)
    this.#listen()
    if (!frame || this.#isOld(frame)) return
    if (frame.is === "hello_ok") this.#arrived(frame)
    this.#hear(frame)
    if (frame.is === "ok") this.#acts.ok(frame.n)
    if (frame.is === "refused") this.#acts.refused(frame.n, frame.no, frame.facts)
  }

  #arrived({ gen, last }) {
    this.#place = { gen, seq: this.#place?.seq ?? 0 }      // where the house lost its memory, numbers go on all the same
    this.#tickAt = null
    this.#say({ is: "live" })
    this.#acts.live(last)
  }

  /** Pieces come once and in order; a tick tells how far the room has come, also by pieces that were not for us. */
  #isOld({ is, seq }) {
    if (is === "gap") this.#place = { ...this.#place, seq: 0 }      // what follows is told again, to a page that shows nothing
    if (seq === undefined || is === "hello_ok" || !this.#place) return false
    if (is !== "tick" && seq <= this.#place.seq) return true
    this.#place = { ...this.#place, seq: Math.max(seq, this.#place.seq) }
    return false
  }

  #tick({ gen }) {
    this.#socket.send(frames.tock())
    if (gen && this.#place) this.#place = { ...this.#place, gen }
    const now = this.#clock.now()
    if (this.#tickAt !== null) this.#pace = Math.min(TICK, Math.max(QUICKEST, now - this.#tickAt))
    this.#tickAt = now
  }

  /** A half-open line shows itself by silence only: a page cannot see pings (decision 13). */
  #listen() {
    this.#heardAt = (this.#clock.onTheWall ?? this.#clock.now)()
    this.#cancelSilence()
    this.#cancelSilence = this.#clock.after(MISSED * this.#pace, () => this.#wait())
  }

  #wait() {
    this.#hangUp()
    this.#acts.lost()
    const tries = (this.state.tries ?? 0) + 1
    this.#say({ is: "lost", tries })
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1))
    this.#cancelWait()
    this.#cancelWait = this.#clock.after(longest / 2 + this.#random() * longest / 2, () => this.#try())
  }

  #hangUp() {
    this.#cancelSilence()
    this.#cancelWait()
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #say(state) {
    this.state = state
    this.#changed(state)
  }
}

/** A ticket by the cookie of this seat: 30 seconds, once, never in an address. */
export const askTicket = async handle => (await asked(`/in/${handle}/ticket`)).ticket

/** By the same cookie, where it is a guide's: a link for a screen in the room. */
export const askWall = async handle => (await asked(`/in/${handle}/wall`)).link

/** For somebody in one's own room: a code for their phone, with its link and, where a phone could reach us, a picture of that. */
export const askCode = (handle, seat) => asked(`/in/${handle}/code`, { seat })

async function asked(path, content = null) {
  const body = content && { headers: { "content-type": "application/json" }, body: JSON.stringify(content) }
  const answer = await fetch(path, { method: "POST", credentials: "same-origin", signal: AbortSignal.timeout(ASKING), ...body })
  if (answer.ok) return answer.json()
  if (answer.status >= 500 || answer.status === 429) throw new Error("the house is busy")
  throw { refused: (await answer.json().catch(() => ({}))).refused ?? "not-valid" }
}

export function connect(protocol) {
  const { protocol: scheme, host } = location
  return new WebSocket(`${scheme === "https:" ? "wss" : "ws"}://${host}/line`, protocol)
}
