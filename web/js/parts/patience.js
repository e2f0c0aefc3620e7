// patience.js: more time for one's own turns, without a reason. Only the guides know.
import { html, useId } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { Refusal } from "./refusal.js"

const LENGTHS = [[1, "patience.usual"], [1.5, "patience.longer"], [2, "patience.twice"]]

export const Patience = ({ patience, act }) => {
  const name = useId()
  const { ask, refused } = useAsking(act)
  return html`<section tabindex="-1"><fieldset class="pick"><legend>${t("patience.title")}</legend>
    ${LENGTHS.map(([length, key]) => html`<label key=${key}><input type="radio" name=${name} checked=${patience === length} onChange=${() => ask("ask_patience", { patience: length })} />${t(key)}</label>`)}</fieldset>
    <p class="small soft">${t("name-choice.more-time.small")}</p><${Refusal} ...${{ refused }} /></section>`
}
