// kind.js: the closed set of kind answers. A word is warm once anybody has said it, and never gets warmer.
import { useAsking } from "../helpers/asking.js"
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Refusal } from "./refusal.js"

export const KINDNESSES = ["heard", "same_here", "with_you", "thank_you", "celebrate"]

export const Kind = ({ name, warm, ref, act }) => {
  const { ask, refused } = useAsking(act)
  return html`<div class="kind" role="group" aria-label=${t("responses.to", { name })}>
    ${KINDNESSES.map(kind => html`<button key=${kind} type="button" aria-pressed=${warm.includes(kind) ? "true" : "false"}
      onClick=${() => ask("answer", { ref, kind })}>${t(`responses.${kind}`)}</button>`)}
  </div><${Refusal} ...${{ refused }} />`
}

/** After the turn: what was said back, and no more. */
export const Warmth = ({ warm }) => warm.length
  ? html`<p class="warmth">${KINDNESSES.filter(kind => warm.includes(kind)).map(kind => t(`responses.${kind}`).toLocaleLowerCase()).join(" · ")}</p>`
  : null
