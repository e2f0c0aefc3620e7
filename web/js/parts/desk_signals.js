// desk_signals.js: somebody asks for support. First of all that arrives; taken by name, so that nobody waits for two.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { has, t } from "../helpers/words.js"
import { outOfReach } from "../desk_facts.js"
import { Aside, Do, May } from "./buttons.js"
import { Letters, threadOf } from "./letters.js"
import { Refusal } from "./refusal.js"

export const Signals = ({ meeting, known, picture, act }) => picture.desk?.signals?.length ? html`<div class="arrivals">
  ${waitingFirst(picture.desk.signals).map(signal => html`<${Signal} key=${signal.seat} ...${{ signal, meeting, known, act }} gone=${outOfReach(picture, signal.seat)} />`)}</div>` : null

/** Whoever nobody is with yet stands above those who have somebody. */
const waitingFirst = signals => [...signals].sort((one, other) => Boolean(one.taken_by) - Boolean(other.taken_by))

const Signal = ({ signal, meeting, known, act, gone }) => {
  const { ask, refused } = useAsking(act)
  const { seat: whom, name, taken_by: takenBy } = signal
  const mine = takenBy === known.you.name
  return html`<section class="signal" tabindex="-1" aria-label=${t("asks-for-support", { name })}>
    <h2>${t("asks-for-support", { name })}</h2>
    <p class="small">${takenBy ? t("signal.taken", { name: mine ? t("you") : takenBy }) : t(signal.escalated ? "signal.escalated" : "signal.only-guides")}</p>
    ${gone && html`<p class="small">${t("signal.out-of-reach", { name })}</p>`}
    <div class="acts">
      ${takenBy ? null : html`<${Do} data-care title=${t("desk.with-you.tip", { name })} press=${() => ask("take_support", { whom })}>${t("signal.with-you", { name })}<//>`}
      ${mine && html`<${May} press=${() => ask("close_support", { whom })}>${t("signal.close")}<//>`}
    </div>
    ${takenBy && html`<details class="more" open=${mine}><summary>${t("do.write-to", { name })}</summary>
      <${Letters} ...${{ meeting, whom }} about="support" to=${name} title=${t("signal.words")} letters=${threadOf(known.letters, whom)} level=${3} /></details>`}
    <${Script} />
    <${Refusal} ...${{ refused }} />
  </section>`
}

const STEPS = ["1", "2", "3", "4", "4.no", "4.yes", "5", "6", "8", "9"].map(step => `when-support.${step}`)

/** For people, not a test: what helps, in order. */
const Script = () => html`<details class="more"><summary>${t("when-support")}</summary>
  <p class="small">${t("when-support.small")}</p><ol class="steps">${STEPS.filter(has).map(key => html`<li key=${key}>${t(key, { lead: t("signal.the-lead"), emergency_number: t("signal.emergency") })}</li>`)}</ol></details>`
