// place.js: your place, the near edge of the circle. What you can do now, in a heading, a sentence and a few buttons.
import { html, useState } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { useDraft } from "../helpers/drafts.js"
import { useNow } from "../helpers/ticking.js"
import { softTime } from "../helpers/time.js"
import { has, t } from "../helpers/words.js"
import { placeOf } from "../place_of.js"
import { AddNote } from "./add_note.js"
import { Aside, Do, May } from "./buttons.js"
import { ReadOut, scriptOf } from "./read_out.js"
import { Refusal } from "./refusal.js"
import { Wick } from "./wick.js"
import { SupportCard, Writing } from "./writing.js"

export const Place = ({ meeting, answering, unanswer, open, support, format, guide = null, forThem = null, toDesk = null }) => {
  const { known, line } = meeting
  const { ask, refused } = useAsking(meeting.act)
  const [draft] = useDraft(meeting.drafts, "say")
  const [ahead, setAhead] = useState(false)
  const { turn } = known.picture.floor
  const written = Boolean(draft.text.trim())
  const place = placeOf(known, { line, answering, draft: written })
  const speaks = place.mine || (place.writes === "now" && written)      // one strong button: a guide's own words, else the next step
  const writes = place.writes === "now" || ((ahead || written) && place.writes === "ahead")
  const send = place.writes === "now" ? () => meeting.share({ answers: answering }).then(({ ok }) => { if (ok) { setAhead(false); setSent(sent + 1); unanswer() } }) : null
  const [begunIn, setBegunIn] = useState(null) // the turn that was taken by beginning to write
  const [sent, setSent] = useState(0)          // each share begins with what stands beside the box closed
  const [unsent, setUnsent] = useState(null)   // the turn in which Done was pressed while words were still in the box
  const [after, setAfter] = useState(null)      // {key, turn}: what a pass or a later did, until the floor moves again
  const answered = (act, key) => ask(act, { turn }).then(({ ok }) => { if (ok) { setAfter({ key, turn }); meeting.say(t(key)) } })
  const answeredNow = after && turn <= after.turn + 1 && !place.mine      // one sentence at a time: what the press did, then how it is
  const begun = place.is === "invited" && begunIn !== turn ? () => { setBegunIn(turn); ask("take_turn", { turn }) } : undefined
  const does = doings({ ask, answered, turn, me: known.me, send, stay: written && unsent !== turn ? () => setUnsent(turn) : null, open, setAhead, leave: () => meeting.leave(), tryNow: () => meeting.open() })
  const button = name => html`<${name === place.strong && !forThem && (!guide || speaks) ? Do : May} key=${name} press=${does[name]}>${t(LABELS[name])}<//>`
  const fits = name => wanted(name, { writes, guide, mine: place.mine })
  const alone = guide || known.you.aside || known.you.may_end || ["lost", "frozen"].includes(place.is) ? [] : ["alone"]
  const quiet = [...(guide && !place.mine && place.buttons.includes("ahead") && !writes ? ["ahead"] : []), ...place.quiet.filter(name => fits(name) && name !== "leave"), ...alone, ...(place.is === "lost" ? [] : ["keep"]), ...place.quiet.filter(name => name === "leave")]
  const quietly = name => html`<${Aside} key=${name} press=${does[name]}>${t(LABELS[name])}<//>`
  return html`<section class="place" tabindex="-1" data-floor=${place.mine || null} data-place=${place.is} aria-labelledby="place">
    <${Heading} ...${{ place, known, meeting }} beside=${Boolean(forThem)} />
    <div class="reach">
    ${forThem}
    ${answeredNow ? html`<p class="still">${t(after.key)}</p>`
      : place.still && !forThem && !(guide && !place.mine) && html`<p class="still">${t(place.still, place.facts)}</p>`}
    ${meeting.turnMoved === turn && !place.mine && html`<p class="still">${t("line-turn-moved")}</p>`}
    ${meeting.shown && html`<p class="still">${t("safe-sharing-hold.sent-to-guide", { name: t("the-guide") })}</p>`}
    ${guide && guide(speaks)}
    ${writes && html`<${Writing} ...${{ meeting, answering, unanswer, send, begun, support }} can=${{ "do.raise-hand": does.hand, "do.pass": does.pass }} />`}
    ${place.is === "mine" && written && unsent === turn && html`<p class="still" role="status">${t("composer.unsent")}</p>`}
    <div class="acts">${place.buttons.filter(fits).map(button)}${toDesk && html`<button type="button" class="may to-desk" onClick=${toDesk}>${t(known.you.powers.includes("host") ? "desk.my-room" : "desk.open")}</button>`}</div>
    <${Refusal} ...${{ refused }} can=${{ "do.raise-hand": does.hand, "do.lower-hand": does.lower, "do.pass": does.pass, "do.want-turns-now": does.turns }} />
    <${SupportCard} ...${{ meeting, support }} card=${() => open("support")} />
    <div class="beside">
      ${place.writes === "now" && html`<${AddNote} key=${sent} drafts=${meeting.drafts} chosen=${known.picture.floor.wish}
        wish=${place.mine && place.wish ? wish => ask("wish", { turn, wish }) : null} />`}
      ${place.is === "speaking" && html`<${ReadOut} lines=${scriptOf(format, known.picture.phase, { name: known.you.name })} read=${text => meeting.readOut(text)} />`}
      ${place.near.map(quietly)}
      ${quiet.length > 0 && html`<details class="more"><summary>${t("share.more")}</summary><div class="acts">${quiet.map(quietly)}</div></details>`}
    </div>
    </div>
  </section>`
}

/** A guide's next step is the desk's; their own words are one press away, and nobody offers them what they do not need. */
const NOT_FOR_GUIDES = ["ahead", "pass", "later", "hand", "lower", "listen", "write"]
const wanted = (name, { writes, guide, mine }) => !(writes && name === "ahead") && !(guide && !mine && NOT_FOR_GUIDES.includes(name))

const Heading = ({ place, known, meeting, beside }) => {
  const now = useNow(meeting.now)
  const { turn_until: until, turn_seconds: whole } = known.you
  const left = until === null || until === undefined ? null : until - now
  if (!place.mine) return html`<h2 id="place">${t(beside ? "place.beside" : place.title, place.facts)}</h2>`
  return html`<h2 id="place"><${Wick} share=${left === null ? 1 : left / whole} />
    <span>${t(place.title, place.facts)}${left !== null && html`<span class="soft">${softTime(left, t, has)}</span>`}</span></h2>`
}

const LABELS = {
  share: "do.share-this", done: "do.done", pass: "do.pass", later: "do.later", take: "do.take-turn", ahead: "do.write-ahead", hand: "do.raise-hand",
  lower: "do.lower-hand", more: "do.more-time", quiet: "do.no-responses", loud: "do.responses-again", listen: "do.listen-only", turns: "do.want-turns",
  agree: "do.agree", reread: "do.read-it", write: "do.write-guides", leave: "do.leave-quietly", help: "do.how-turns-work", tryNow: "do.try-now", why: "do.ask-why", keep: "do.keep-own", alone: "do.ask-alone",
}

const doings = ({ ask, answered, turn, me, send, stay, open, setAhead, leave, tryNow }) => ({
  share: send, tryNow, leave,
  alone: () => open("whom"),
  done: stay ?? (() => ask("done", { turn })), pass: () => answered("pass_turn", "passed"), later: () => answered("come_back_to_me", "later-set"),
  take: () => ask("take_turn", { turn }), more: () => ask("more_time", { turn }),
  quiet: () => ask("quiet_please", { turn, on: true }), loud: () => ask("quiet_please", { turn, on: false }),
  hand: () => ask("raise_hand"), lower: () => ask("lower_hand", { whom: me }),
  listen: () => ask("listen_only", { on: true }), turns: () => ask("listen_only", { on: false }),
  agree: () => ask("assent"), reread: () => open("agreement"), write: () => open("letters"), why: () => open("letters"), help: () => open("turns"), keep: () => open("mine"),
  ahead: () => setAhead(true),
})
