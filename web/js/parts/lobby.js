// lobby.js: a lit doorway and one bead outside. What is happening, in a sentence that changes; and writing with a guide.
import { html, useState } from "../helpers/html.js"
import { allowSound } from "../helpers/sound.js"
import { hour } from "../helpers/time.js"
import { t, together } from "../helpers/words.js"
import { Alone } from "./alone.js"
import { Back } from "./beside.js"
import { Aside, Do, May } from "./buttons.js"
import { Letters, threadOf } from "./letters.js"

const LATE = 120     // seconds after the start when we say that it is on us

export const Lobby = ({ meeting, lang, open, ringOn }) => {
  const { picture, you } = meeting.known
  const guides = picture.guides.length ? together(picture.guides, lang) : t("the-guides")
  if (you.listed) return html`<${Listed} ...${{ meeting }} />`
  return html`<${Waits} ...${{ meeting, lang, open, ringOn, guides }} />`
}

/** The second adult of a room of two: heard of, hearing nothing, and able to come in. */
const Listed = ({ meeting }) => html`<section class="lit" tabindex="-1"><h1>${t("alone.beside.title")}</h1><p class="lead">${t("alone.beside")}</p>
  <div class="acts"><${Do} press=${() => meeting.act("come_in")}>${t("do.come-in-now")}<//><${Back} house=${meeting.house} /></div></section>`

const Waits = ({ meeting, lang, open, ringOn, guides }) => {
  const { known, line } = meeting
  const { picture, you, letters } = known
  const [rings, setRings] = useState(false)
  const ringing = () => { allowSound(); ringOn(); setRings(true) }
  return html`
    <section class="lit">
      ${!you.aside && html`<${Doorway} lit=${picture.door === "open"} />`}
      <h1>${t("lobby.at-the-door", { you: you.name })}</h1>
      <p class="lead">${line.is === "live" ? happening(meeting, guides, lang) : t("line-lost")}</p>
      <${Alone} ...${{ meeting, open }} />
      ${you.newcomer && html`<p>${t("lobby-newcomer")}</p>`}
      <p class="soft">${t("lobby.only-guides", { name: guides })}</p>
      <div class="acts">
        ${rings ? html`<p class="soft">${t("lobby.will-ring")}</p>` : html`<${May} press=${ringing}>${t("do.soft-sound")}<//>`}
        <${Aside} press=${() => open("turns")}>${t("do.how-turns-work")}<//>
        ${line.is === "lost" && html`<${May} press=${() => meeting.open()}>${t("do.try-now")}<//>`}
      </div>
    </section>
    ${picture.note && html`<section class="panel" aria-labelledby="note"><h2 id="note">${t("lobby.note", { name: guides })}</h2>
      <p class="said">${t(`note.${picture.note}`, { time: hour(picture.starts, lang) })}</p></section>`}
    <${Letters} ...${{ meeting }} whom=${known.me} about="lobby" to=${guides} letters=${threadOf(letters, known.me)} />
    <section class="acts">${!you.aside && !you.may_end && html`<${Aside} press=${() => open("whom")}>${t("do.ask-alone")}<//>`}${you.may_end && html`<${Back} house=${meeting.house} />`}<${Aside} press=${() => meeting.leave()}>${t("do.leave-quietly")}<//></section>`
}

function happening({ known: { picture, you }, now }, name, lang) {
  if (you.may_end && !you.sent_back) return t("alone.here-first")
  if (you.sent_back) return t("lobby-sent-back", { name })
  if (picture.door === "open") return t("lobby.told", { name })
  if (picture.door === "paused") return t("door.paused")
  if (now() > picture.starts + LATE) return t("lobby.late-start", { time: hour(picture.starts, lang) })
  return t("lobby-nobody-yet")
}

const Doorway = ({ lit }) => html`<div class="waiting" aria-hidden="true"><svg viewBox="0 0 176 128">
  ${lit && html`<path class="glow" d="M24 122V48a32 32 0 0 1 64 0v74" />`}
  <path d="M12 122V44a44 44 0 0 1 88 0v78M2 122h172" />
  ${lit && html`<circle class="coal" cx="56" cy="70" r="9" /><circle class="core" cx="56" cy="70" r="4.5" />`}
  <circle class="me" cx="140" cy="112" r="7" /></svg></div>`
