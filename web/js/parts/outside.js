// outside.js: every way of not being in the room: asked to leave, not let in, gone by oneself, opened elsewhere, not valid, finding.
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Aside, Do, May } from "./buttons.js"
import { Card } from "./goodbye.js"
import { KeptMine } from "./keep_mine.js"
import { Letters, threadOf } from "./letters.js"

const Page = ({ title, children, card, shown = false }) => html`<section class="lit"><h1>${title}</h1>${children}</section>${card !== undefined && html`<${Card} ...${{ card, shown }} />`}`

/** A reason stands inside a sentence that has its own full stop. */
const reasonOf = you => (you?.reason ? t(`reason.${you.reason}`) : t("reason.not-told")).replace(/\.$/, "")

export const Out = ({ known: { you, ended }, card }) => {
  const reviewed = (you?.out ?? ended?.out) === "until_reviewed"
  return html`<${Page} title=${t(reviewed ? "out-reviewed.title" : "out-session.title")} card=${card} shown>
    <p class="lead">${reviewed ? t("out-reviewed.here", { reason: reasonOf(you) }) : t("out-session.no-next", { reason: reasonOf(you) })}</p>
    <p class="soft">${t("out.second-look")}</p><//>`
}

/** Somebody not let in may still write, once, and be let in after all: their line stays. */
export const Declined = ({ known: { me, you, letters }, line, meeting, card }) => html`<${Page} title=${t("declined.title")} card=${card} shown>
  <p class="lead">${t("declined", { name: you?.decided_by ?? t("the-guide"), reason: reasonOf(you) })}</p><//>
  ${line.is !== "over" && html`<${Letters} ...${{ meeting }} whom=${me} about="ask" to=${you?.decided_by ?? t("the-guide")} letters=${threadOf(letters, me)} />`}`

export const Left = ({ meeting, lang, card }) => html`<${KeptMine} ...${{ meeting, lang }} /><${Page} title=${t("left.title")} card=${card}>
  <p class="lead">${t("left.body")}</p><div class="acts"><${May} press=${() => meeting.comeBack()}>${t("do.come-back-in")}<//></div><//>`

/** A phone in a physical room that speaks for its seat no more: whoever sat there is there still. */
export const LetGo = ({ known: { you }, meeting, lang, card }) => html`<${KeptMine} ...${{ meeting, lang }} /><${Page} title=${t("let-go.title")} card=${card}>
  <p class="lead">${t("let-go.body", { name: you?.hub ?? t("the-guide") })}</p><//>`

export const Elsewhere = ({ meeting, card }) => html`<${Page} title=${t("elsewhere.title")} card=${card}>
  <p class="lead">${t("refusal.open-elsewhere")}</p><div class="acts"><${Do} press=${() => meeting.moveHere()}>${t("do.move-here")}<//></div><//>`

export const NotValid = ({ line, card }) => html`<${Page} title=${t("link-not-valid.title")} card=${card}>
  <p class="lead">${t(line.why === "garbled" ? "refusal.page-is-old" : "link-not-valid")}</p>
  ${line.why === "garbled" && html`<div class="acts"><${Do} press=${() => location.reload()}>${t("do.load-again")}<//></div>`}<//>`

export const Finding = ({ line, meeting, card }) => html`<${Page} title=${t(line.tries ? "line.finding" : "line.first")} card=${line.tries ? card : undefined}>
  ${line.tries > 1 && html`<p class="lead">${t("line-trying")}</p><div class="acts"><${May} press=${() => meeting.open()}>${t("do.try-now")}<//>
    <${Aside} press=${() => location.reload()}>${t("do.load-again")}<//></div>`}<//>`
