// writing.js: the box, and all that may stand beside it: a gentle reason, a no, whom it answers, the support card.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { Aside, Do, May } from "./buttons.js"
import { Composer } from "./composer.js"
import { Gentle } from "./gentle.js"
import { Refusal } from "./refusal.js"

/** With `send` the words may go; without it they wait on this device for their turn. */
export const Writing = ({ meeting, answering, unanswer, send = null, begun, support, can = {} }) => {
  const inParts = { "do.send-in-parts": () => meeting.shareInParts(answering) }
  return html`
    ${answering && html`<p class="still">${t("composer.answering", { name: answering.by.name })} <button type="button" class="aside" onClick=${unanswer}>${t("do.back")}</button></p>`}
    <${Composer} drafts=${meeting.drafts} box="say" label=${t("composer.label")} ...${{ send, begun }} />
    ${meeting.held && html`<${Held} ...${{ meeting, support }} />`}
    <${Refusal} refused=${meeting.refused} can=${{ ...can, ...(send ? inParts : {}) }} />`
}

const Held = ({ meeting, support }) => {
  const { ask: show, refused } = useAsking(() => meeting.showGuide())
  const letGo = () => { meeting.drafts.clear("say"); meeting.unhold() }
  return html`<${Gentle} rule=${meeting.held.rule}>
    <div class="acts">
      <${Do} press=${() => { meeting.unhold(); document.querySelector('[data-box="say"]')?.focus() }}>${t("do.edit")}<//>
      <${May} press=${() => show()}>${t("do.show-guide")}<//>
      <${Aside} press=${letGo}>${t("do.let-go")}<//>
      ${meeting.held.rule === "methods" && html`<button type="button" class="do" data-care onClick=${support}>${t("do.need-support")}</button>`}
    </div>
    <${Refusal} ...${{ refused }} />
  <//>`
}

/** Beside words that went out and hurt. Nothing was held back, and nobody was told. */
export const SupportCard = ({ meeting, support, card }) => meeting.hurts && html`
  <section class="signal" tabindex="-1" aria-label=${t("do.need-support")}>
    <p>${t("support-card")}</p>
    <div class="acts"><button type="button" class="do" data-care onClick=${support}>${t("do.need-support")}</button>
      <${May} press=${card}>${t("do.help-card")}<//><${Aside} press=${() => meeting.letHurtRest()}>${t("do.not-now")}<//></div>
  </section>`
