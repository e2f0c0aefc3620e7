// for_them.js: what one presses and types for somebody who sits in the same room and has no phone. It is shown as theirs.
import { html, useId, useState } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { useDraft } from "../helpers/drafts.js"
import { t } from "../helpers/words.js"
import { mayFor, mayTypeFor } from "../for_them.js"
import { spokenFor } from "../where.js"
import { Aside, Do, May } from "./buttons.js"
import { Composer } from "./composer.js"
import { Gentle } from "./gentle.js"
import { Refusal } from "./refusal.js"

const LABELS = {
  take: "for-them.take", done: "do.done", pass: "do.pass", later: "do.later", hand: "do.raise-hand", lower: "do.lower-hand",
  agree: "for-them.agree", turns: "for-them.turns", listen: "for-them.listen", support: "for-them.support", unsupport: "for-them.support-over",
}

/** `now`: it is their turn, and this stands in one's own place; else it lies folded at the desk. */
export const ForThem = ({ one, meeting, now = false }) => {
  const id = useId()
  const { ask, refused } = useAsking(meeting.act)
  const { known } = meeting
  const here = one.id, facts = { name: one.name }
  const does = name => () => ask(ACTS[name], { here, ...(FIELDS[name]?.({ here, turn: known.picture.floor.turn }) ?? {}) })
  const button = (Kind, name) => html`<${Kind} key=${name} press=${does(name)}>${t(LABELS[name], facts)}<//>`
  const { first, quiet } = mayFor(one, known)
  return html`<section class="for-them" tabindex="-1" data-floor=${now || null} aria-labelledby=${id}>
    <h3 id=${id} class="unseen">${t("for-them", facts)}</h3>
    ${mayTypeFor(one, known) && html`<${Typing} ...${{ one, meeting }} />`}
    <div class="acts">${first.map(name => button(May, name))}${quiet.filter(() => !now).map(name => button(Aside, name))}</div>
    <${Refusal} ...${{ refused }} />
  </section>`
}

/** Whose turn it is sits beside me: then it stands in my own place. */
export const TurnBeside = ({ meeting, picture, you }) => {
  const one = spokenFor(you, picture.floor.holder)
  return one && html`<${ForThem} key=${one.id} ...${{ one, meeting }} now />`
}

const ACTS = {
  take: "take_turn", done: "done", pass: "pass_turn", later: "come_back_to_me", hand: "raise_hand", lower: "lower_hand",
  agree: "assent", turns: "listen_only", listen: "listen_only", support: "ask_for_support", unsupport: "close_support",
}
const turn = ({ turn }) => ({ turn })
const whom = ({ here }) => ({ whom: here })
const FIELDS = { take: turn, done: turn, pass: turn, later: turn, lower: whom, unsupport: whom, turns: () => ({ on: false }), listen: () => ({ on: true }) }

const Typing = ({ one, meeting }) => {
  const box = `for ${one.id}`
  const [draft] = useDraft(meeting.drafts, box)
  const [no, setNo] = useState(null)
  const send = async () => setNo(await meeting.sayFor(one.id))
  const Kind = draft.text.trim() ? Do : May
  return html`<${Composer} drafts=${meeting.drafts} box=${box} label=${t("for-them.says", { name: one.name })} rows=${2} ...${{ send }} />
    ${no?.hold && html`<${Gentle} rule=${no.hold} />`}
    <${Refusal} refused=${no?.refused && { no: no.refused, facts: no.facts }} />
    <div class="acts"><${Kind} press=${send}>${t("for-them.share", { name: one.name })}<//></div>`
}
