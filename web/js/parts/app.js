// app.js: which view is drawn now, and the few things every view has: two doors, one polite voice, the keys.
import { html, useEffect, useRef, useState } from "../helpers/html.js"
import { useKeptFocus } from "../helpers/focus.js"
import { meant } from "../helpers/keys.js"
import { useSigns } from "../helpers/signs_for_me.js"
import { useAwake } from "../helpers/awake.js"
import { t, together } from "../helpers/words.js"
import { guides, hasDesk, reaches, spokenFor, where } from "../where.js"
import { Aloud } from "./aloud.js"
import { Apart } from "./alone.js"
import { Goodbye } from "./goodbye.js"
import { Lobby } from "./lobby.js"
import { Declined, Elsewhere, Finding, Left, LetGo, NotValid, Out } from "./outside.js"
import { Laid } from "./panels.js"
import { Room } from "./room.js"
import { Support } from "./support.js"
import { Threshold } from "./threshold.js"

const OUTSIDE = { out: Out, declined: Declined, left: Left, elsewhere: Elsewhere, "not-valid": NotValid, "let-go": LetGo, finding: Finding }
const INSIDE = new Set(["lobby", "room", "apart"])

export const App = ({ meeting, lang, format, card, begins = {} }) => {
  const [, redraw] = useState(0)
  const [panel, open] = useState(begins.panel ?? null)
  const [sheet, setSheet] = useState(begins.sheet ?? false)
  const [signs, setSigns] = useState({ sound: false, buzz: false })
  const ringOn = () => setSigns({ ...signs, sound: true })
  useEffect(() => meeting.watch(() => redraw(n => n + 1)), [meeting])
  useKeptFocus()
  const { known, line } = meeting
  const view = where(known, line, meeting.left)
  const inside = INSIDE.has(view)
  const guideNames = namesOfGuides(known, lang)
  const support = () => {
    if (reaches(known, line) && !known.you?.support) meeting.act("ask_for_support")
    open("support")
  }
  useBody(panel || view !== "room" ? "page" : "room", hasDesk(known.you))
  useSigns(signs, arrivals(view, known))
  useAwake(view === "room" && known.picture.floor.holder === known.me)
  useEffect(() => { if (!INSIDE.has(view) && view !== "finding") meeting.say(document.querySelector("main h1").textContent) }, [view])
  useKeys({ view, known, meeting, support, open, toDesk: () => setSheet(true), shut: () => { open(null); setSheet(false) } })
  const close = () => open(null)
  return html`
    <a class="skip" href="#main" onClick=${toMain}>${t("page.skip")}</a>
    <${Threshold} title=${format?.title ?? ""} inHelp=${panel === "support"} askForSupport=${support} back=${close} />
    <main id="main" tabindex="-1" data-view=${view}>${
      panel === "support" ? html`<${Support} ...${{ meeting, card, close, inside }} reaches=${reaches(known, line)} guides=${guideNames} />`
      : panel && inside ? html`<${Laid} ...${{ panel, close, meeting, known, card, format, signs, setSigns }} guides=${guideNames} desk=${guides(known.you)} />`
      : view === "room" ? html`<${Room} ...${{ meeting, format, lang, open, support, sheet, setSheet, ringOn }} rings=${signs.sound} />`
      : view === "lobby" ? html`<${Lobby} ...${{ meeting, lang, open, ringOn }} />`
      : view === "apart" ? html`<${Apart} ...${{ meeting }} />`
      : view === "goodbye" ? html`<${Goodbye} ...${{ meeting, known, lang, card, format }} />`
      : html`<${OUTSIDE[view]} ...${{ known, line, meeting, lang, card }} />`}</main>
    <${Aloud} ...${{ voice: meeting.voice }} />`
}

function namesOfGuides({ picture }, lang) {
  const names = picture?.guides ?? picture?.seats?.filter(seat => /facilitator|specialist/.test(seat.mark ?? "")).map(seat => seat.name) ?? []
  return names.length ? together(names, lang) : t("the-guides")
}

function toMain(event) {
  event.preventDefault()
  document.getElementById("main").focus()
}

function useBody(kind, desk) {
  useEffect(() => {
    document.body.className = kind
    document.body.toggleAttribute("data-desk", desk)
    if (kind === "page") scrollTo(0, 0)
  }, [kind, desk])
}

/** What is worth a soft sign: the door opens, one's turn, somebody knocks, somebody needs a guide. */
const arrivals = (view, { picture, you, me }) => [view === "room" ? "in" : "", you?.next ? "next" : "",
  me && (picture?.floor?.holder === me || spokenFor(you, picture?.floor?.holder)) ? `turn ${picture.floor.turn}` : "", ...(picture?.desk?.waiting ?? picture?.waiting ?? []).map(({ id }) => id),
  ...(picture?.desk?.signals ?? []).map(({ seat, escalated }) => `${seat}${escalated}`), ...(picture?.desk?.asides ?? []).map(({ seat, asked }) => asked && `alone ${seat}`),
  FOR_ME.has(you?.aside?.stage) ? `alone ${you.aside.stage}` : ""]
const FOR_ME = new Set(["offered", "proposed", "open", "declined"])

function useKeys(context) {
  useEffect(() => {
    const pressed = event => {
      if (event.key === "Escape") return context.shut()
      const name = meant(event)
      if (!name || !DOES[name]?.(context)) return
      event.preventDefault()
    }
    addEventListener("keydown", pressed)
    return () => removeEventListener("keydown", pressed)
  })
}

const focus = selector => { const found = document.querySelector(selector); found?.focus(); return Boolean(found) }
const onTurn = act => ({ view, known, meeting }) => view === "room" && Boolean(meeting.act(act, { turn: known.picture.floor.turn }))

const DOES = {
  list: ({ view, open }) => { if (!INSIDE.has(view)) return false; open("keys"); return true },
  write: () => focus('[data-box="say"]') || focus("textarea"),
  words: () => focus(".words-hold"),
  support: ({ support }) => { support(); return true },
  done: onTurn("done"), pass: onTurn("pass_turn"), later: onTurn("come_back_to_me"),
  next: context => guides(context.known.you) && onTurn("next")(context),
  hand: ({ view, known, meeting }) => view === "room" && Boolean(known.you.hand ? meeting.act("lower_hand", { whom: known.me }) : meeting.act("raise_hand")),
  desk: ({ known, toDesk }) => { if (!hasDesk(known.you)) return false; toDesk(); return focus("#desk") },
}
