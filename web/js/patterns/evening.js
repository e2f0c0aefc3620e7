// evening.js: one small evening as frames, for the patterns page and the tests. The cast of the look; nobody real ever said this.
import { seal } from "../frames.js"

const START = 1_764_010_800
export const NOW = START + 1_800

const NAMES = { fay: "Fay", ana: "Ana", bo: "Bo", cy: "Cy", dee: "Dee", noor: "Noor", eli: "Eli", gil: "Gil" }
const MARKS = { fay: "facilitator", gil: "co_facilitator" }

export const seat = (id, over = {}) => ({ id, name: NAMES[id] ?? id, pronouns: "", mark: MARKS[id] ?? null, away: false, hub: null, phone: false, ...over })
const seats = ["fay", "ana", "bo", "cy", "dee", "noor", "eli", "gil"].map(id => seat(id))

const FLOOR = { turn: 9, mode: "round_robin", crosstalk: "ask_first", holder: "dee", wish: "listen", quiet: false, hands: [], hands_closed: false, round_on: true }
const HELD = {
  paused_by: null, waits_for: null, closes_at: null, shielded_by: null, grounding: null, grounding_since: null, everyone_held: false,
  all_muted: false, slow: null,
}

export const floor = (over = {}) => ({ ...FLOOR, ...over })
export const held = (over = {}) => ({ ...HELD, ...over })

export const picture = (over = {}) => ({
  is: "picture", sight: "circle", phase: "sharing", starts: START, ends: START + 3_600, phase_ends: START + 3_000, prompt: 0, seats, more: 0,
  floor: floor(), held: held(), walls: 0, retracted: [], veiled: [], waiting: [], turn_until: null, desk: null, listed: [], have_time: [], ...over,
})

export const lobby = (over = {}) => ({ is: "picture", sight: "lobby", door: "open", starts: START, note: "soon", guides: ["Fay", "Gil"], have_time: [], ...over })

export const you = (over = {}) => ({
  is: "you", seat: "noor", name: "Noor", role: "participant", where: "circle", sight: "circle", powers: ["speak"], muted: false, listen_only: false,
  patience: 1, newcomer: false, welcomed_by: null, sent_back: false, assented: true, next: false, invited: false, turn_until: null,
  turn_seconds: null, in_round: true, may_come_back: true, hand: false, quiet_until: null, support: null, support_by: null, out: null,
  reason: null, decided_by: null, record: [], aside: null, listed: false, may_end: false, experience: [], has_time: false, here: [], hub: null, ...over,
})

/** Somebody in one's own room, as its helper is shown them. */
export const here = (id, over = {}) => ({
  id, name: NAMES[id], where: "circle", phone: false, bound: false, hand: false, next: false, invited: false, in_round: true, may_come_back: false,
  listen_only: false, muted: false, assented: true, support: null, support_by: null, ...over,
})

export const guide = (over = {}) => you({
  seat: "fay", name: "Fay", role: "facilitator", sight: "desk", in_round: false,
  powers: ["admit", "appoint", "end", "extend", "guide", "host", "protect", "read_out", "speak", "support"], ...over,
})

export const knock = (over = {}) => ({ id: "eli", name: "Eli", pronouns: "he / they", newcomer: true, since: NOW - 60, away: false, sent_back: false, marked: false, ...over })

export const desk = (over = {}) => ({
  waiting: [knock()], signals: [{ seat: "bo", name: "Bo", at: NOW - 20, taken_by: null, escalated: false }], to_ask: ["noor", "gil"], round_had: false, queue: 4,
  order: "first_come", invited: false, turn_since: NOW - 100, turn_until: NOW + 120, muted: ["cy"], newcomers: ["cy"], assented: ["ana", "bo"],
  recent: [], stepped_out: [], gone: [], record: [{ by: "Fay", what: "mute", whom: "Cy", code: "talk-over", at: NOW - 300 }], note: "soon", door_locked: false, door_guarded: false,
  invitations: [1, 2], revoked: [], walls: [], asides: [], ...over,
})

/** One's own time with a guide; and the same as the desk has it. */
export const alone = (stage, over = {}) => ({ stage, before: 0, guide: null, second: null, moment: null, reason: null, ...over })
export const aside = (id, stage, over = {}) => ({ seat: id, name: NAMES[id], at: NOW - 90, stage, asked: true, to: null, guide: null, guide_name: null, second: null, second_name: null, moment: null, ...over })
export const hasTime = (id, experience, busy = false) => ({ seat: id, name: NAMES[id], experience, busy })

let seq = 0
export const said = (id, n, text, { note, back, kind = "share", answers } = {}) => ({
  seq: ++seq, is: "said", ref: { seat: id, n, h: `h${id}${n}`, tag: `t${id}${n}` }, by: { seat: id, name: NAMES[id], mark: MARKS[id] ?? null },
  kind, answers, words: seal({ text, note, back }),
})

export const letter = (by, of, n, text, about = "note", over = {}) => ({
  seq: ++seq, is: "letter", by: { seat: by, name: NAMES[by], mark: MARKS[by] ?? null }, of: { seat: of, name: NAMES[of] }, n, about, words: seal({ text }), ...over,
})

export const words = [
  said("ana", 1, "Saturday was the hard one. Everyone was going down to the river after work and I said I had to babysit. I don’t have anyone to babysit.\n\nI sat on the back step and texted my aunt about nothing. Shoes, mostly. After a while it passed."),
  said("bo", 1, "I told my brother the truth about spring. I had a whole speech. He just said okay and made toast.\n\nI keep thinking about the toast."),
  said("cy", 1, "They kept the lights on all night.\nI counted ceiling tiles.", { note: "a night in hospital" }),
  said("dee", 1, "I went back to band. First time since March.\n\nMy hands shook so much I had to rest the clarinet on my knee. Nobody said anything. The kid next to me just turned the page for both of us.", { back: "listen" }),
]
export const warm = { is: "response", ref: { seat: "dee", n: 1 }, kind: "heard" }

export const hello = (who = "noor") => ({ is: "hello_ok", you: who, last: 3, gen: "g1", seq: 0, now: NOW, keep: { format: "c1" } })
