// panels.js: the few things somebody may lay over the room: how turns work, the keys, the agreement, everyone, letters, the card, whom to ask.
import { html } from "../helpers/html.js"
import { KEYS, shown } from "../helpers/keys.js"
import { has, t } from "../helpers/words.js"
import { KeepMine } from "./keep_mine.js"
import { HelpCard } from "./help_card.js"
import { Letters, threadOf } from "./letters.js"
import { Panel } from "./panel.js"
import { Patience } from "./patience.js"
import { SignsOfTurn } from "./signs_of_turn.js"
import { Whom } from "./whom.js"

const Turns = ({ meeting, known, signs, setSigns }) => html`<section><p>${t("how-turns-work")}</p><p>${t(known.you.listen_only ? "listening-only" : "how-turns-work.listen")}</p><p>${t("leave-fast-help")}</p></section>
  <${SignsOfTurn} ...${{ signs, setSigns }} />
  ${known.you.where === "circle" && html`<${Patience} patience=${known.you.patience} act=${meeting.act} />`}`

const Keys = ({ desk }) => html`<section><p>${t("keys.lead")}</p><dl class="facts">
  ${KEYS.filter(key => desk || !key.desk).map(({ code, name }) => html`<div key=${code}><dt><kbd>${shown(code)}</kbd></dt><dd>${t(`keys.${name}`)}</dd></div>`)}
  <div><dt><kbd>${t("key.ctrl")}</kbd> / <kbd>⌘</kbd> + <kbd>${t("key.enter")}</kbd></dt><dd>${t("keys.send")}</dd></div>
  <div><dt><kbd>?</kbd></dt><dd>${t("keys.list")}</dd></div>
  <div><dt><kbd>${t("key.shift")}</kbd> × 3</dt><dd>${t("do.leave-fast")}</dd></div></dl></section>`

const LINES = Array.from({ length: 20 }, (_, i) => `agreement.${i + 1}`)
const Agreement = () => html`<section class="panel"><ol class="kept-list">
  ${LINES.filter(has).map(key => html`<li key=${key}><b>${t(key)}</b> ${t(`${key}.more`)}</li>`)}</ol><p class="soft">${t("agreement.small")}</p></section>`

const Everyone = ({ known }) => html`<section><ul class="kept-list">
  ${(known.roster ?? known.picture.seats).map(({ id, name, mark }) => html`<li key=${id}>${name} ${mark && html`<span class="soft">${t(`mark.${mark}`)}</span>`}</li>`)}</ul></section>`

const Write = ({ meeting, known, guides }) => html`<${Letters} ...${{ meeting }} whom=${known.me} about="note" to=${guides} letters=${threadOf(known.letters, known.me)} />
  ${known.you.record.length > 0 && html`<section><h2>${t("letters.record")}</h2><ol class="kept-list">${known.you.record.map((line, i) => html`<li key=${i}>${t(`record.${line.what}`, line)}
    ${line.code && has(`reason.${line.code}`) ? t(`reason.${line.code}`) : ""}</li>`)}</ol></section>`}`

const Card = ({ card }) => html`<section><${HelpCard} ...${{ card }} /></section>`

const PANELS = {
  turns: [Turns, "do.how-turns-work"], keys: [Keys, "keys.title"], agreement: [Agreement, "agreement-v1"], everyone: [Everyone, "circle.everyone"],
  letters: [Write, "do.write-guides"], card: [Card, "do.help-now"],
  mine: [KeepMine, "keep-offer.title"], whom: [Whom, "do.ask-alone"],
}

export const Laid = ({ panel, close, ...rest }) => {
  const [Inside, title] = PANELS[panel]
  return html`<${Panel} title=${t(title)} close=${close} outside=${rest.known.you.where !== "circle"}><${Inside} ...${{ close, ...rest }} /><//>`
}
