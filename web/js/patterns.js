// patterns.js: development only. Every state of the room's page by its name in the address, drawn from frames; no house behind it.
import { facts, formatOf, wordsOf } from "./facts.js"
import { html, render } from "./helpers/html.js"
import { learn, t } from "./helpers/words.js"
import { Meeting } from "./meeting.js"
import { App } from "./parts/app.js"
import { takeCard } from "./parts/help_card.js"
import { NOW } from "./patterns/evening.js"
import { STATES } from "./patterns/states.js"
import { watch } from "./quick_exit.js"

watch()
const { lang } = facts()
const card = takeCard()
const [words, format] = await Promise.all([wordsOf(lang), formatOf("c1", lang)])
learn(words)

/** Hears what it is given and answers everything with yes; time stands still. */
function pretended(state) {
  let ears
  const meeting = new Meeting({
    t, clock: { now: () => NOW * 1000, after: (_, then) => { queueMicrotask(then); return () => {} } },
    house: { hub: new URL("./hub_here.js", import.meta.url).href },
    lineTo: given => { ears = given; return { act: async () => ({ ok: true }), open() {}, moveHere() {}, whoIsHere() {}, close() {} } },
  })
  ears.changed({ is: "live" })
  for (const frame of state.frames) ears.hear(frame)
  meeting.drafts.set("say", { text: state.draft ?? "" })
  Object.assign(meeting, { sending: state.sending ?? [], refused: state.refused ?? null, hurts: state.hurts ?? false, held: state.hold ? { rule: state.hold } : null })
  if (state.line) ears.changed(state.line)
  return meeting
}

function draw() {
  const name = decodeURIComponent(location.hash.slice(1))
  const state = STATES[name]
  document.body.className = "page"
  render(null, document.body)
  document.body.replaceChildren()
  const view = state
    ? html`<${App} key=${name} meeting=${pretended(state)} ...${{ lang, format, card }} begins=${{ panel: state.panel, sheet: state.sheet }} />`
    : html`<main id="main"><h1>Patterns</h1><ul class="kept-list">${Object.keys(STATES).map(each => html`<li key=${each}><a href=${`#${each}`}>${each}</a></li>`)}</ul></main>`
  render(view, document.body)
}

addEventListener("hashchange", draw)
draw()
