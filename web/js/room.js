// room.js: where the room begins: the facts of the shell, the words, the line; then everything is drawn from what is heard.
import { facts, formatOf, takeTicket, wordsOf } from "./facts.js"
import { html, render } from "./helpers/html.js"
import { learn, t } from "./helpers/words.js"
import { aboveTheKeyboard } from "./keyboard.js"
import { early } from "./helpers/early.js"
import { askTicket, browserClock, connect, Line } from "./line.js"
import { Meeting } from "./meeting.js"
import { App } from "./parts/app.js"
import { takeCard } from "./parts/help_card.js"
import { inAPocket } from "./pocket.js"
import { watch } from "./quick_exit.js"
import { gentle, supportCard } from "./safe/gentle.js"
import { keepHelp } from "./worker.js"

watch()
keepHelp()

const house = facts()
const { lang, handle, format: code } = house
const card = takeCard()
const ticket = early(() => askTicket(handle), takeTicket())      // here with the page, or asked for while the words are on their way
const [words, format] = await Promise.all([wordsOf(lang), formatOf(code, lang)])
learn(words)

const meeting = new Meeting({
  t, clock: browserClock, house, safe: text => ({ hold: gentle(text, lang)?.rule, hurts: supportCard(text) }),
  lineTo: ears => new Line({ ticket, connect, ...ears }),
})
meeting.open()      // first: the line is on its way while the page is drawn
render(html`<${App} ...${{ meeting, lang, format, card }} />`, document.body)
inAPocket(meeting)
aboveTheKeyboard()
