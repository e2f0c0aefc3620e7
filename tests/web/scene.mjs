// scene.mjs: a clock that is moved by hand, sockets that only remember, and a small evening to look at.
import { Line } from "../../web/js/line.js"

export class HandClock {
  #now = 0
  #alarms = []
  now = () => this.#now
  after = (ms, then) => {
    const alarm = { at: this.#now + ms, then }
    this.#alarms.push(alarm)
    return () => { this.#alarms = this.#alarms.filter(other => other !== alarm) }
  }

  async pass(ms) {
    const until = this.#now + ms
    for (;;) {
      const [next] = this.#alarms.filter(alarm => alarm.at <= until).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#alarms = this.#alarms.filter(alarm => alarm !== next)
      this.#now = next.at
      next.then()
      await settled()
    }
    this.#now = until
    await settled()
  }
}

/** All promises that can go on have gone on. */
export const settled = async () => { for (let i = 0; i < 20; i++) await null }

export class RememberingSocket {
  sent = []
  closed = false
  send(text) { this.sent.push(JSON.parse(text)) }
  close() { this.closed = true }
  opens() { this.onopen({}) }
  hears(frame) { this.onmessage({ data: typeof frame === "string" ? frame : JSON.stringify(frame) }) }
  drops(code = 1006) { this.onclose({ code }) }
}

/** A line to a house that does nothing but remember. `scene.socket` is the newest. */
export function lineScene({ ticket = async () => "a ticket" } = {}) {
  const scene = { clock: new HandClock(), sockets: [], heard: [], states: [] }
  scene.line = new Line({
    ticket, clock: scene.clock, random: () => 0.5,
    connect: () => { const socket = new RememberingSocket(); scene.sockets.push(socket); return socket },
    hear: frame => scene.heard.push(frame),
    changed: state => scene.states.push(state),
  })
  Object.defineProperty(scene, "socket", { get: () => scene.sockets.at(-1) })
  scene.arrives = async ({ gen = "g1", last = 0, seq = 0, now = 1000 } = {}) => {
    scene.line.open()
    await settled()
    scene.greeted({ gen, last, seq, now })
  }
  scene.greeted = ({ gen = "g1", last = 0, seq = 0, now = 1000 } = {}) => {
    scene.socket.opens()
    scene.socket.hears({ is: "hello_ok", you: "me", last, gen, seq, now })
  }
  return scene
}

export const acts = socket => socket.sent.filter(frame => "n" in frame)
