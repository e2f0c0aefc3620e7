// spoken.js: what has been said, in order. New words appear in place; whoever has scrolled up is left where they are.
import { html } from "../helpers/html.js"
import { useDrawn } from "../helpers/drawn.js"
import { keyOf } from "../news.js"
import { useStaying } from "../helpers/scroll.js"
import { t } from "../helpers/words.js"
import { inStretches } from "../stretches.js"
import { guides } from "../where.js"
import { May } from "./buttons.js"
import { OnItsWay } from "./on_its_way.js"
import { Stretch } from "./stretch.js"
import { Taken } from "./taken.js"
import { Warned } from "./warned.js"

export const Spoken = ({ known, lost, meeting, act, desk, reply, open }) => {
  const write = () => open("letters")
  const { shares, picture, me, you } = known
  const drawn = useDrawn()
  const { holder } = picture.floor
  const stretches = inStretches(shares)
  const newest = shares.at(-1)
  const { box, below, toEnd } = useStaying(`${newest ? keyOf(newest) : ""} ${meeting.sending.length}`, meeting.sending.length > 0 || newest?.seat === me)
  const last = shares.findLast(share => !share.answers)
  // What somebody said in an earlier turn is not being said now, though they have the turn again.
  const current = holder && last?.seat !== holder ? null : last
  return html`<div class="words-hold" tabindex="0" role="region" aria-label=${t("words")} ref=${box}>
    <div class="words">
      <h2 class="unseen">${t("words")}</h2>
      ${known.gap && html`<p class="still">${t("line-back-gap")} <button type="button" class="aside" onClick=${write}>${t("gap.catch-up")}</button></p>`}
      ${stretches.map(({ at, few }, i) => drawn(Stretch, at, { few, newest: few.includes(newest), before: stretches[i - 1]?.few.at(-1).seat,
        current: few.includes(current) && current, picture, me, you, meeting, act, desk, reply, open }))}
      ${known.taken.map(share => html`<${Taken} key=${keyOf(share)} ...${{ share, known, meeting, write }} />`)}
      ${meeting.sending.map(entry => html`<${OnItsWay} key=${entry.key} ...${{ entry, lost, meeting }} />`)}
      ${known.you.hub && html`<p class="still">${t("in-a-room.with", { name: known.you.hub })}</p>`}
      ${picture.walls > 0 && html`<p class="still">${t("wall.shown")}</p>`}
      <${Warned} meeting=${meeting} ends=${picture.ends} />
      ${!shares.length && !meeting.sending.length && !known.gap && html`<p class="still">${t(alone(known) ? "desk.nobody-yet" : "welcomed-in", { you: known.you.name })}</p>`}
    </div>
    ${below && html`<p class="below"><${May} press=${toEnd}>${t("do.new-below")}<//></p>`}
  </div>`
}

/** A guide who opened the meeting and waits for the first knock. */
const alone = ({ picture, you }) => guides(you) && picture.phase === "lobby_open" && picture.seats.length === 1
