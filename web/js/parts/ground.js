// ground.js: grounding together, in step for everyone. Each may look away, or take the other exercise, for themselves alone.
import { html, useState } from "../helpers/html.js"
import { weekday } from "../helpers/time.js"
import { useNow } from "../helpers/ticking.js"
import { t } from "../helpers/words.js"
import { lineAt } from "../safe/grounding.js"
import { Aside, May } from "./buttons.js"

const OTHER = { look_around: ["breathe", "do.rather-breathe"], breathe: ["look_around", "do.rather-look"] }

export const Ground = ({ exercise, since, meeting, lang, ask }) => {
  const [mine, setMine] = useState({ exercise, since })
  const [away, setAway] = useState(false)
  const now = useNow(meeting.now, 1)
  if (away) return html`<section class="hold"><h1>${t("ground.looking-away")}</h1><div class="acts"><${May} press=${() => setAway(false)}>${t("ground.look-again")}<//></div></section>`
  const line = lineAt(mine.exercise, now - mine.since)
  const [other, label] = OTHER[mine.exercise]
  const senses = mine.exercise === "look_around"
  return html`<section class="hold ground" data-exercise=${mine.exercise}>
    <p class="soft">${t(senses ? "ground-senses" : "ground-breath")}</p>
    ${!line ? html`<${After} ...${{ ask }} />` : html`
      ${!senses && html`<${Light} phase=${line.key} />`}
      <h1 class="step">${t(line.key, { weekday: weekday(now, lang) })}</h1>
      ${line.aside && html`<p class="soft">${t(line.aside)}</p>`}`}
    <div class="acts"><${Aside} press=${() => setMine({ exercise: other, since: meeting.now() })}>${t(label)}<//><${Aside} press=${() => setAway(true)}>${t("do.stop")}<//></div>
  </section>`
}

/** The light that breathes. Whoever would rather not see movement sees it stand still. */
const Light = ({ phase }) => html`<span class="breath" aria-hidden="true" data-phase=${phase.endsWith(".in") ? "in" : phase.endsWith("out") ? "out" : null}></span>`

const After = ({ ask }) => {
  const [said, setSaid] = useState(null)
  if (said) return html`<p>${t(said === "someone" ? "support-sent" : "ground.thank-you")}</p>`
  return html`<h1>${t("ground-after")}</h1><div class="acts">
    <${May} press=${() => setSaid("better")}>${t("ground-after.better")}<//><${May} press=${() => setSaid("same")}>${t("ground-after.same")}<//>
    <${May} data-care press=${() => { setSaid("someone"); ask("ask_for_support") }}>${t("ground-after.someone")}<//></div>`
}
