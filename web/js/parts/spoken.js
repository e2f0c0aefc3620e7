// spoken.js: what has been said, in order. New words appear in place; whoever has scrolled up is left where they are.
import { html } from "../helpers/html.js"
import { useDrawn } from "../helpers/drawn.js"
import { same } from "../frames.js"
import { keyOf } from "../news.js"
import { useStaying } from "../helpers/scroll.js"
import { t } from "../helpers/words.js"
import { guides, spokenFor } from "../where.js"
import { May } from "./buttons.js"
import { OnItsWay } from "./on_its_way.js"
import { Share } from "./share.js"
import { Taken } from "./taken.js"
import { Warned } from "./warned.js"

export const Spoken = ({ known, lost, meeting, act, desk, reply, open }) => {
  const write = () => open("letters")
  const { shares, picture, me } = known
  const drawn = useDrawn()
  const { holder, wish, quiet } = picture.floor
  const newest = shares.at(-1)
  const { box, below, toEnd } = useStaying(`${newest ? keyOf(newest) : ""} ${meeting.sending.length}`, meeting.sending.length > 0 || newest?.seat === me)
  const last = shares.findLast(share => !share.answers)
  // What somebody said in an earlier turn is not being said now, though they have the turn again.
  const current = holder && last?.seat !== holder ? null : last
  const isNow = share => share === current && share.seat === holder
  const veiled = share => (picture.veiled ?? []).some(ref => same(ref, share))
  return html`<div class="words-hold" tabindex="0" role="region" aria-label=${t("words")} ref=${box}>
    <div class="words">
      <h2 class="unseen">${t("words")}</h2>
      ${known.gap && html`<p class="still">${t("line-back-gap")} <button type="button" class="aside" onClick=${write}>${t("gap.catch-up")}</button></p>`}
      ${shares.map((share, i) => drawn(Share, keyOf(share), {
        share, meeting, act, desk, open, mine: share.seat === me, brought: Boolean(spokenFor(known.you, share.seat)), now: isNow(share), wish: isNow(share) ? wish : null,
        again: i > 0 && shares[i - 1].seat === share.seat && !share.words.note, answered: nameOf(shares, share.answers),
        veiled: veiled(share), coveredBy: share.seat === me && veiled(share) ? whoCovers(known) : null,
        kind: share === current && !quiet, reply: mayReply(known, share) ? reply : null }))}
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

const whoCovers = ({ you }) => you?.record?.findLast(({ what }) => what === "veil")?.by ?? null

/** Where the room would take a reply to this share; it is asked again when the reply is sent. */
function mayReply({ picture: { phase, floor, held }, you }, share) {
  if (floor.mode === "silent" || held.all_muted || floor.quiet || you.muted || you.listen_only) return false
  if (floor.crosstalk === "open") return true
  if (floor.crosstalk === "after_checkin") return ["focus", "sharing", "closing"].includes(phase)
  return floor.crosstalk === "ask_first" && floor.wish === "ideas" && floor.holder === share.seat
}

/** A guide who opened the meeting and waits for the first knock. */
const alone = ({ picture, you }) => guides(you) && picture.phase === "lobby_open" && picture.seats.length === 1

const nameOf = (shares, ref) => ref ? shares.find(share => same(share, ref))?.by.name ?? null : null
