// desk_door.js: who stands at the door, newcomers marked; a note for all who wait; and the door itself.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { allowSound } from "../helpers/sound.js"
import { hour } from "../helpers/time.js"
import { t } from "../helpers/words.js"
import { Asks } from "./asks.js"
import { Aside, Do, May } from "./buttons.js"
import { Letters, threadOf } from "./letters.js"
import { Refusal } from "./refusal.js"

const NOT_TODAY = ["age", "full", "closed", "no-answer", "name", "not-safe-now"]
const EVERYONES = 1     // the number of the link that is sent to everyone; each who guides has a link of their own after it
const NOTES = ["soon", "one-share", "full", "late", "check", "hard-night"]

export const Door = ({ meeting, known, picture, act, lang, format, rings, ringOn }) => {
  const { ask, refused } = useAsking(act)
  const waiting = picture.desk?.waiting ?? picture.waiting ?? []
  const everyone = waiting.map(knock => knock.id)
  const alone = Boolean(format?.hours)      // each is seen alone: nobody is let in
  return html`<section tabindex="-1" aria-labelledby="door"><h2 id="door">${t("desk.door")}</h2>
    ${!waiting.length && html`<p class="small soft">${t("desk.nobody-waits")}</p>`}
    ${waiting.map((knock, i) => html`<${Knock} key=${knock.id} ...${{ knock, meeting, known, ask, alone }} first=${i === 0} writes=${Boolean(picture.desk)} />`)}
    ${waiting.length > 1 && !alone && html`<div class="acts"><${May} title=${t("desk.let-all-in.tip")} press=${() => ask("admit", { whom: everyone })}>${t("desk.let-all-in")}<//></div>`}
    ${picture.desk && html`<${Rest} ...${{ picture, ask, lang }} />`}
    ${rings ? html`<p class="small soft">${t("desk.rings")}</p>` : html`<div class="acts"><${Aside} press=${() => { allowSound(); ringOn() }}>${t("do.ring-at-knock")}<//></div>`}
    <${Refusal} ...${{ refused }} />
  </section>`
}

const Knock = ({ knock, meeting, known, ask, alone, writes, first }) => {
  const { id, name } = knock
  const Strong = first ? Do : May
  return html`<div class="knock">
    <div class="row"><p><b>${name}</b><br /><span class="soft small">${aside(knock)}</span></p>
      ${!alone && html`<${Strong} title=${t("desk.let-in.tip")} press=${() => ask("admit", { whom: [id] })}>${t("desk.let-in-name", { name })}<//>`}</div>
    <div class="beside"><${Asks} kind=${Aside} label=${t("desk.not-today")} title=${t("desk.not-today.tip")} question=${t("desk.not-today.asks", { name })}
      reasons=${NOT_TODAY} act=${reason => ask("decline", { whom: id, reason })} />
    ${writes && html`<details class="more"><summary>${t("do.write-to", { name })}${threadOf(known.letters, id).length ? ` · ${t("letters.there-are")}` : ""}</summary>
      <${Letters} ...${{ meeting }} whom=${id} about="lobby" to=${name} letters=${threadOf(known.letters, id)} level=${3} /></details>`}</div>
  </div>`
}

const aside = ({ pronouns, newcomer, away, sent_back: sentBack, marked }) => [
  pronouns, newcomer && t("desk.first-time"), sentBack && t("desk.sent-back"), away && t("circle.line-dropped"), marked && t("desk.same-link"),
].filter(Boolean).join(" · ")

const Rest = ({ picture, ask, lang }) => {
  const { note, door_locked: locked, door_guarded: guarded, newcomers, gone } = picture.desk
  const name = id => picture.seats.find(seat => seat.id === id)?.name ?? ""
  return html`
    ${newcomers.map(whom => html`<div class="row" key=${whom}><p><b>${name(whom)}</b> <span class="soft small">${t("desk.first-time")}</span></p>
      <${May} press=${() => ask("welcome", { whom })}>${t("desk.welcome", { name: name(whom) })}<//></div>`)}
    ${gone.filter(({ how }) => how === "declined").map(({ id, name }) => html`<div class="row" key=${id}><p>${name} <span class="soft small">${t("desk.not-today")}</span></p>
      <${Aside} press=${() => ask("let_in_after_all", { whom: id })}>${t("desk.not-today.then")}<//></div>`)}
    <div class="beside"><${May} aria-pressed=${locked ? "true" : "false"} title=${t("desk.lock.tip")} press=${() => ask("lock_door", { on: !locked })}>${t(locked ? "desk.lock.then" : "desk.lock")}<//>
    <${May} aria-pressed=${guarded ? "true" : "false"} title=${t("desk.guard.tip")} press=${() => ask("guard_door", { on: !guarded })}>${t(guarded ? "desk.guard.then" : "desk.guard")}<//>
    ${guarded && html`<p class="small soft">${t("desk.guard.on")}</p>`}
    <details class="more"><summary>${t("desk.note")}</summary>
      <p class="small soft">${t("desk.note.tip")}</p>
      <fieldset class="pick"><legend class="unseen">${t("desk.note")}</legend>${NOTES.map(code => html`<label key=${code}><input type="radio" name="note" checked=${note === code}
        onChange=${() => ask("put_note", { note: code })} />${t(`note.${code}`, { time: hour(picture.starts, lang) })}</label>`)}</fieldset>
      ${note && html`<${Aside} press=${() => ask("put_note", { note: null })}>${t("desk.note.then")}<//>`}
    </details>
    <${Links} ...${{ picture, ask }} /></div>`
}

const Links = ({ picture: { desk }, ask }) => {
  const open = desk.invitations.filter(number => !desk.revoked.includes(number))
  if (!open.length) return null
  return html`<details class="more"><summary>${t("desk.links")}</summary><p class="small soft">${t("desk.links.tip")}</p>
    <div class="acts">${open.map(number => html`<${Asks} key=${number} label=${number === EVERYONES ? t("desk.links.stop-all") : t("desk.links.stop", { n: number - EVERYONES })} question=${t("desk.links.asks")} act=${() => ask("revoke_invitation", { invitation: number })} />`)}</div></details>`
}
