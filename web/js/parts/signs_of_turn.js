// signs_of_turn.js: how this device may tell somebody that it is their turn. Nothing, unless they choose; and they feel it at once.
import { html } from "../helpers/html.js"
import { allow, canBuzz } from "../helpers/signs_for_me.js"
import { t } from "../helpers/words.js"

export const SignsOfTurn = ({ signs, setSigns }) => {
  const choose = kind => ({ target }) => {
    if (target.checked) allow(kind)
    setSigns({ ...signs, [kind]: target.checked })
  }
  return html`<section tabindex="-1"><fieldset class="pick"><legend>${t("signs.title")}</legend>
    <label><input type="checkbox" checked=${signs.sound} onChange=${choose("sound")} />${t("signs.sound")}</label>
    ${canBuzz() && html`<label><input type="checkbox" checked=${signs.buzz} onChange=${choose("buzz")} />${t("signs.buzz")}</label>`}</fieldset>
    <p class="small soft">${t("signs.small")}</p></section>`
}
