// stretch.js: a few shares in a row, and what of the room each of them shows. Drawn again only where something of it changed.
import { same } from "../frames.js"
import { useDrawn } from "../helpers/drawn.js"
import { html, useLayoutEffect, useRef } from "../helpers/html.js"
import { keyOf } from "../news.js"
import { spokenFor } from "../where.js"
import { Share } from "./share.js"

/** `before` is who said the last words before these; `current` is the share that may be answered kindly, where it is among these. */
export const Stretch = ({ few, newest, before, current, picture, me, you, meeting, act, desk, reply, open }) => {
  const drawn = useDrawn()
  const box = usePast(few, newest)
  const { holder, wish, quiet } = picture.floor
  return html`<div class="stretch" ref=${box}>${few.map((share, i) => {
    const { seat, answered, words } = share
    const mine = seat === me
    const now = share === current && seat === holder
    const veiled = (picture.veiled ?? []).some(ref => same(ref, share))
    return drawn(Share, keyOf(share), {
      share, meeting, act, desk, open, mine, answered, now, veiled, brought: Boolean(spokenFor(you, seat)), wish: now ? wish : null,
      again: (i > 0 ? few[i - 1].seat : before) === seat && !words.note, coveredBy: mine && veiled ? whoCovers(you) : null,
      kind: share === current && !quiet, reply: mayReply(picture, you, share) ? reply : null })
  })}</div>`
}

/** What is not the newest, and was shown for a frame as it is, so that its height is known: a browser may leave it alone until somebody comes near. */
function usePast(few, newest) {
  const box = useRef(null)
  useLayoutEffect(() => {
    box.current.removeAttribute("data-past")
    if (newest) return
    let frame = requestAnimationFrame(() => { frame = requestAnimationFrame(() => box.current.setAttribute("data-past", "")) })
    return () => cancelAnimationFrame(frame)
  }, [newest, ...few])
  return box
}

const whoCovers = you => you?.record?.findLast(({ what }) => what === "veil")?.by ?? null

/** Where the room would take a reply to this share; it is asked again when the reply is sent. */
function mayReply({ phase, floor, held }, you, share) {
  if (floor.mode === "silent" || held.all_muted || floor.quiet || you.muted || you.listen_only) return false
  if (floor.crosstalk === "open") return true
  if (floor.crosstalk === "after_checkin") return ["focus", "sharing", "closing"].includes(phase)
  return floor.crosstalk === "ask_first" && floor.wish === "ideas" && floor.holder === share.seat
}
