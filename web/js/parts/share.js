// share.js: what one person said: a name, and paragraphs on the wall. No bubble, no card, no hour.
import { ref } from "../frames.js"
import { useAsking } from "../helpers/asking.js"
import { html, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Aside } from "./buttons.js"
import { Folded } from "./folded.js"
import { Kind, Warmth } from "./kind.js"
import { Refusal } from "./refusal.js"
import { Said } from "./said.js"
import { ShareMore } from "./share_more.js"
import { Rewrite } from "./rewrite.js"

const BACK = { listen: "wish.asked.listen", same_here: "wish.asked.same_here", ideas: "wish.asked.ideas" }

/** `now` means the one whose turn it is said this last; only there may others answer kindly. */
export const Share = ({ share, mine, brought, now, again, wish, answered, kind, reply, desk, veiled, coveredBy, meeting, act, open }) => {
  const [rewriting, setRewriting] = useState(false)
  const { by, words } = share
  const body = html`<${Said} text=${words.text} />`
  return html`<article class="share" data-floor=${now || null} aria-label=${mine ? t("you") : by.name}>
    <h3 class=${again ? "unseen" : null}>${mine ? t("you") : by.name} <span>${beside({ share, now: now && !mine, wish, answered })}</span></h3>
    ${rewriting
      ? html`<${Rewrite} ...${{ share, meeting }} done=${() => setRewriting(false)} />`
      : !mine && (words.note || veiled) ? html`<${Folded} note=${words.note} veiled=${veiled}>${body}<//>` : body}
    ${mine && veiled && html`<p class="still">${t("share-folded-guide", { name: coveredBy ?? t("the-guide") })} <button type="button" class="aside" onClick=${() => open("letters")}>${t("do.ask-why")}</button></p>`}
    ${(mine || brought) && !rewriting && html`<${Own} ...${{ share, act, meeting }} rewrite=${() => setRewriting(true)} />`}
    ${kind && !mine ? html`<${Kind} name=${by.name} warm=${share.warm} ref=${ref(share)} act=${act} />` : html`<${Warmth} warm=${share.warm} />`}
    ${reply && !mine && html`<div class="own"><${Aside} press=${() => reply(share)}>${t("do.reply")}<//></div>`}
    ${!mine && html`<${ShareMore} ...${{ share, desk, veiled, act, meeting }} />`}
  </article>`
}

const beside = ({ share, now, wish, answered }) => [
  share.words.note ? t("share.noted") : "",
  now ? t("share.has-turn") : "",
  answered ? t("share.answers", { name: answered }) : "",
  t(BACK[share.words.back || (now && wish) || ""] ?? ""),
  share.edited ? t("share.changed") : "",
].filter(Boolean).join(" · ")

/** One's own or, of somebody in one's room, what one typed for them. */
const Own = ({ share, act, meeting, rewrite }) => {
  const { ask, refused } = useAsking(act)
  return html`<div class="own">
    <${Aside} press=${rewrite}>${t("do.change")}<//>
    <${Aside} press=${() => ask("retract", { ref: ref(share), ...meeting.forThem(share.seat) })}>${t("do.take-back")}<//>
  </div><${Refusal} ...${{ refused }} />`
}
