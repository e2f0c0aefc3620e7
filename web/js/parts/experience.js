// experience.js: what a guide tells who may ask: that they have time now, and what they have lived, by their own choice alone.
import { html, useState } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"
import { Refusal } from "./refusal.js"

const LIVED = ["alcohol", "other-drugs", "gambling", "family", "grief", "anxiety", "low-mood", "school-or-work", "identity", "out-of-care", "starting-again"]

export const Experience = ({ you, act }) => {
  const { ask, refused } = useAsking(act)
  const on = you.has_time
  const [mine, setMine] = useState(you.experience)      // two quick presses are two choices, whenever the house answers
  const tell = code => {
    const tags = mine.includes(code) ? mine.filter(one => one !== code) : [...mine, code]
    setMine(tags)
    ask("tell_experience", { tags })
  }
  return html`<div class="acts"><${May} aria-pressed=${on ? "true" : "false"} title=${t("desk.time.tip")} press=${() => ask("offer_time", { on: !on })}>${t(on ? "desk.time.then" : "desk.time")}<//></div>
    <details class="more"><summary>${t("desk.lived")}</summary><p class="small soft">${t("desk.lived.tip")}</p>
      <fieldset class="pick"><legend class="unseen">${t("desk.lived")}</legend>${LIVED.map(code => html`<label key=${code}>
        <input type="checkbox" checked=${mine.includes(code)} onChange=${() => tell(code)} />${t(`experience.${code}`)}</label>`)}</fieldset></details>
    <${Refusal} ...${{ refused }} />`
}
