// place_of.js: what your place is now: one plain value from what is known. The part draws it; the tests read it.
import { guides, heldBy } from "./where.js"

const BASE = { still: null, facts: {}, buttons: [], near: [], quiet: [], strong: null, writes: null, mine: false, wish: false }
const place = (is, title, rest) => ({ ...BASE, is, title, ...rest })

/** `writes` is `now` where words may go to the circle, `ahead` where they wait on this device, null where there is no box. */
export function placeOf(known, { line, answering = null, draft = false }) {
  const { picture, you } = known
  const { floor } = picture
  const facts = { you: you.name, name: nameOf(picture, floor.holder) }
  if (line.is !== "live") return place("lost", "line.finding", { facts, still: "line-lost.kept", buttons: ["tryNow", "ahead"], writes: "ahead" })
  const held = heldBy(known)
  if (held) return frozen(held, draft, facts)
  if (!guides(you) && (you.muted || picture.held.all_muted)) return muted(you, draft, facts)
  if (floor.holder === known.me) return you.invited ? invited(you, facts, draft) : mine(known, facts)
  if (answering) return place("answering", "composer.answering", { facts: { name: answering.by.name }, writes: "now", buttons: ["share"], strong: "share", quiet: ["write"] })
  if (picture.phase === "agreements" && !you.assented && !guides(you)) {
    return place("agreeing", "place.agree", { facts, still: "place.agree.still", buttons: ["agree", "reread"], strong: "agree", quiet: ["write", "leave"] })
  }
  if (picture.phase === "lobby_open") return place("before", "place.before", { facts, still: "place.before.still", quiet: ["help", "write", "leave"] })
  return MODES[floor.mode](known, facts, draft)
}

const nameOf = (picture, id) => picture.seats.find(seat => seat.id === id)?.name ?? ""

/** While we look away together, nothing asks for anything. */
const frozen = (held, draft, facts) => (held === "grounding" || held === "shield") && !draft ? place("frozen", "place.kept", { facts, quiet: ["write", "leave"] }) : place("frozen", draft ? "place.draft-kept" : "place.kept", {
  facts, still: draft ? "place.draft-kept.still" : "place.kept.still", writes: "ahead", buttons: ["ahead"],
  quiet: held === "waiting" ? ["leave"] : ["write", "leave"],
})

const muted = (you, draft, facts) => place("muted", "place.listening-a-while", {
  facts, still: you.muted ? "refusal.muted" : "muted-all", writes: "ahead", buttons: you.muted ? ["why", "ahead"] : ["ahead"], quiet: ["write", "leave"],
})

/** With words in the box already, sharing them is the answer; it takes the turn too. */
const invited = (you, facts, draft) => place("invited", "place.invited", {
  facts, mine: true, still: you.may_come_back ? "place.invited.still" : "later-now", writes: "now", strong: draft ? "share" : "take",
  buttons: [draft ? "share" : "take", "pass", ...(you.may_come_back ? ["later"] : [])], near: ["help"],
})

const mine = ({ picture, you }, facts) => place("mine", "place.yours", {
  facts, mine: true, writes: "now", strong: "share", buttons: ["share", "done", "pass"], wish: picture.floor.crosstalk === "ask_first",
  near: you.may_come_back ? ["later"] : [], quiet: [...(you.turn_until ? ["more"] : []), picture.floor.quiet ? "loud" : "quiet"],
})

/** Waiting, by the way turns are taken now. A guide waits as everyone does; their own lines are the desk's. */
const MODES = {
  open: ({ you }, facts) => you.listen_only ? listening(facts) : place("open", "place.open", { facts, writes: "now", buttons: ["share"], strong: "share", quiet: ["listen", "help", "write", "leave"] }),
  silent: (_, facts) => place("silent", "place.silent", { facts, still: "refusal.silent-time", writes: "ahead", buttons: ["ahead"], quiet: ["write", "leave"] }),
  speaker: ({ picture, you }, facts) => !picture.floor.holder && you.powers.includes("read_out")
    ? place("speaking", "place.speaking", { facts, writes: "now", buttons: ["share"], strong: "share" })
    : place("listening", "place.speaker", { facts, quiet: ["help", "write", "leave"] }),
  round_robin: round, raise_hands: hands,
}

function round({ picture, you }, facts) {
  if (you.listen_only) return listening(facts)
  if (you.next) return place("next", "place.next", { facts, still: "place.next.still", writes: "ahead", strong: "ahead",
    buttons: ["ahead", ...(you.may_come_back ? ["later"] : []), "pass"], quiet: ["write", "leave"] })
  return place("waiting", facts.name ? "turn.of" : "place.between", { facts, still: you.in_round ? "place.round" : picture.floor.round_on ? "place.round-had" : null,
    writes: "ahead", buttons: ["ahead", ...(you.in_round ? ["pass"] : [])], quiet: ["listen", "help", "write", "leave"] })
}

function hands({ picture, you }, facts) {
  if (you.listen_only) return listening(facts)
  const title = you.hand ? "place.hand-up" : facts.name ? "turn.of" : "place.between"
  const hand = you.hand ? "lower" : picture.floor.hands_closed ? null : "hand"
  return place("hands", title, { facts, still: you.hand ? "place.hand-up.still" : picture.floor.hands_closed ? "refusal.hands-are-closed" : null,
    writes: "ahead", strong: hand === "hand" ? "hand" : null, buttons: [...(hand ? [hand] : []), "ahead"], quiet: ["listen", "help", "write", "leave"] })
}

const listening = facts => place("listening", "place.only-listening", { facts, still: "listening-only", buttons: ["turns"], quiet: ["write", "leave"] })
