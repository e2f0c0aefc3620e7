// room.js: the room itself: the circle, the words in it or what lies over it, your place, and for a guide the desk.
import { html, useState } from "../helpers/html.js"
import { hour } from "../helpers/time.js"
import { partName, t } from "../helpers/words.js"
import { can, hasDesk, heldBy, spokenFor } from "../where.js"
import { Alone } from "./alone.js"
import { Beside } from "./beside.js"
import { Circle } from "./circle.js"
import { Desk } from "./desk.js"
import { DeskLines } from "./desk_lines.js"
import { ForFew } from "./for_few.js"
import { Held } from "./held.js"
import { Place } from "./place.js"
import { Handled } from "./reported.js"
import { Signals } from "./desk_signals.js"
import { Spoken } from "./spoken.js"

export const Room = ({ meeting, format, lang, open, support, sheet, setSheet, rings, ringOn }) => {
  const { known, line, act } = meeting
  const { picture, me, you } = known
  const [answering, setAnswering] = useState(null)
  const why = heldBy(known)
  const prompt = promptOf(known, format)
  const room = { meeting, known, picture, you, me, act, lang, format, open, rings, ringOn }
  return html`
    <h1 class="unseen">${t("room")}</h1>
    ${can(you, "support") && html`<${Signals} ...${room} />`}
    ${(you.aside || you.may_end) && html`<div class="for-me"><${Alone} ...${{ meeting, open }} small=${true} /><${Beside} ...${{ meeting }} /></div>`}
    <${Handled} ...${{ meeting }} />
    <${Circle} seats=${picture.seats} me=${me} holder=${picture.floor.holder} next=${nextOf(picture)} held=${Boolean(why)}
      prompt=${why ? t("circle.held") : prompt} hour=${why || picture.phase === "lobby_open" ? null : hourOf(picture, lang)} more=${picture.more} everyone=${() => { meeting.whoIsHere(); open("everyone") }} />
    ${why
      ? html`<${Held} ...${{ why, known, meeting, lang, open }} ask=${act} />`
      : html`<${Spoken} ...${{ known, meeting, act }} lost=${line.is !== "live"} desk=${can(you, "protect")} reply=${setAnswering} open=${open} />`}
    <${Place} ...${{ meeting, open, support, format }} answering=${answering} unanswer=${() => setAnswering(null)} toDesk=${hasDesk(you) && !can(you, "guide") ? () => setSheet(true) : null}
      forThem=${spokenFor(you, picture.floor.holder) && html`<${ForFew} ...${{ meeting, lang }} part="turn" />`}
      guide=${can(you, "guide") && (quietly => html`<${DeskLines} ...${room} quietly=${quietly} openDesk=${() => setSheet(true)} />`)} />
    ${hasDesk(you) && html`<${Desk} ...${room} sheet=${sheet} close=${() => setSheet(false)} />`}`
}

/** What stands in the middle: a guide's own words, else the format's prompt, else the name of the part. */
export function promptOf({ topic, picture }, format) {
  if (topic) return topic.words.text
  if (picture.phase === "lobby_open") return format?.title ?? partName(picture.phase)
  const part = format?.phases?.[picture.phase]
  return part?.prompts?.[picture.prompt] ?? partName(picture.phase)
}

const hourOf = ({ phase, phase_ends: ends }, lang) => ends ? t("circle.until", { part: partName(phase), time: hour(ends, lang) }) : partName(phase)

/** Who is next may be shown where everyone may know it: to the desk, and among raised hands. */
const nextOf = ({ desk, floor }) => desk?.to_ask[0] ?? (floor.mode === "raise_hands" ? floor.hands[0] : null) ?? null

