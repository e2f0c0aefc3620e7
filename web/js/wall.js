// wall.js: where a wall begins: the link out of the address, the words, the line; then everything is drawn from what is heard.
import { facts, formatOf, wordsOf } from "./facts.js"
import { html, render } from "./helpers/html.js"
import { learn } from "./helpers/words.js"
import { askTicket, browserClock, connect, Line } from "./line.js"
import { Screen } from "./screen.js"
import { Wall } from "./parts/wall.js"
import { watch } from "./quick_exit.js"
import { invitation, pocket } from "./visit.js"

const PATIENCE = 15_000      // ms one try may take; a line may hang without ever saying so

watch()
pocket()
addEventListener("hashchange", () => location.reload())      // another link was opened in this tab

const { lang } = facts()
learn(await wordsOf(lang))

async function hang() {
  const answer = await fetch("/wall", {
    method: "POST", credentials: "same-origin", headers: { "content-type": "application/json" },
    body: JSON.stringify({ invitation: invitation() ?? "" }), signal: AbortSignal.timeout(PATIENCE),
  })
  const told = await answer.json()
  if (told.format) screen.format = await formatOf(told.format, lang)
  return told
}

const screen = new Screen({ hang, clock: browserClock, lineTo: (handle, ears) => new Line({ ticket: () => askTicket(handle), connect, ...ears }) })
const main = document.getElementById("main")
if (invitation()) {
  main.replaceChildren()
  render(html`<${Wall} ...${{ screen, lang }} />`, main)
  screen.open()
}
