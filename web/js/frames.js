// frames.js: how the page and the house spell what they tell each other. Mirrors server/wire; nothing else here spells frames.
export const PROTOCOL = "alcove.v1"

/** Every act of a person, by its name on the wire, with its fields. The seat is never among them: the house knows it. */
export const ACTS = {
  // the lobby
  admit: ["whom"], decline: ["whom", "reason"], let_in_after_all: ["whom"], back_to_lobby: ["whom"], welcome: ["whom"],
  put_note: ["note"], revoke_invitation: ["invitation"],
  // presence
  leave: [], listen_only: ["on"], ask_patience: ["patience"],
  // the hour
  go_to: ["phase"], extend: ["minutes"], assent: [], choose_prompt: ["prompt"], end_for_all: [],
  // the floor
  start_round: [], set_mode: ["mode"], set_order: ["order"], set_crosstalk: ["crosstalk"],
  take_turn: ["turn"], done: ["turn"], pass_turn: ["turn"], come_back_to_me: ["turn"], next: ["turn"],
  give_floor: ["whom", "turn"], take_back_floor: ["turn", "reason"], more_time: ["turn"],
  raise_hand: [], lower_hand: ["whom"], close_hands: ["on"], reorder: ["whom", "place", "queue"],
  // words into the circle
  share: ["words", "answers"], put_topic: ["words"], edit: ["ref", "words"], retract: ["ref", "reason"],
  veil: ["ref", "on"], answer: ["ref", "kind"], wish: ["turn", "wish"], quiet_please: ["turn", "on"],
  // care
  ask_for_support: [], take_support: ["whom"], close_support: ["whom"], write_letter: ["whom", "about", "words"],
  report: ["ref", "code", "words"], handle_report: ["whom", "shown", "found"], ground: ["exercise"], shield: ["on"],
  // the desk
  mute: ["whom", "on"], mute_all: ["on"], go_slowly: ["seconds"], lock_door: ["on"], guard_door: ["on"], pause: ["on"], hold_everyone: ["on"],
  remove: ["whom", "kind", "reason"], undo_remove: ["whom"], give_role: ["whom", "role"], hand_over: ["whom"],
  // one to one
  ask_aside: ["to"], take_aside: ["whom", "second"], propose_aside: ["whom", "minutes"], answer_aside: ["yes"], pass_aside: ["whom", "to"], decline_aside: ["whom", "reason"],
  end_aside: ["whom"], come_in: [], tell_experience: ["tags"], offer_time: ["on"],
  // a physical room
  seat_here: ["name", "numbered", "newcomer", "agreed"], leave_here: ["whom"], take_seat_back: ["whom"],
}

/** What the host of a physical room may do for somebody who sits there: `here` says for whom. */
const OWN = new Set(["listen_only", "ask_patience", "assent", "take_turn", "done", "pass_turn", "come_back_to_me", "more_time", "raise_hand",
  "lower_hand", "share", "edit", "retract", "answer", "wish", "quiet_please", "ask_for_support", "close_support"])

/** What the house tells a page. Anything else is from a newer house, and is passed over. */
const TOLD = new Set(["hello_ok", "picture", "you", "said", "edited", "retracted", "response", "letter", "roster", "tick", "gap",
  "ok", "refused", "ended"])

/** The first frame: the ticket, and where we were, if we were here before. */
export const hello = (ticket, place) =>
  JSON.stringify({ is: "hello", ticket, ...(place?.gen ? { gen: place.gen, seq: place.seq } : {}) })

export const tock = () => JSON.stringify({ is: "tock" })

/** The whole roster, please: a large circle's picture shows only the near ones. */
export const whoIsHere = () => JSON.stringify({ is: "who_is_here" })

/** One act, under this page's own number for it. A misspelt field is our mistake, and says so here and not in the room. */
export function act(is, n, fields = {}) {
  const known = ACTS[is]
  const strange = known ? Object.keys(fields).find(field => !known.includes(field) && !(field === "here" && OWN.has(is))) : is
  if (strange) throw new Error(`no such act or field: ${strange}`)
  return JSON.stringify({ is, n, ...fields })
}

/** Words go one at a time, so that the last answer is enough to know what was said. */
export const hasWords = is => ACTS[is].includes("words")

/** What a frame tells; null for what this page does not know. */
export function read(text) {
  let frame
  try { frame = JSON.parse(text) } catch { return null }
  return TOLD.has(frame?.is) ? frame : null
}

/** Our own small packet inside the words: the text, a note that folds it, what the speaker would like back. */
export const seal = ({ text, note = "", back = "" }) =>
  JSON.stringify({ text, ...(note ? { note } : {}), ...(back ? { back } : {}) })

export function unseal(words) {
  try {
    const { text, note = "", back = "" } = JSON.parse(words)
    if (typeof text === "string") return { text, note: String(note), back: String(back) }
  } catch { /* words from somewhere else: they are simply the text */ }
  return { text: words, note: "", back: "" }
}

/** The four facts by which the house knows a share again. */
export const ref = ({ seat, n, h, tag }) => ({ seat, n, h, tag })

export const same = (one, other) => one.seat === other.seat && one.n === other.n
