// whom.js: whom one may ask for a talk alone: whoever is free, or a guide who has time and says what they have lived.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t, together } from "../helpers/words.js"
import { Do, May } from "./buttons.js"
import { Refusal } from "./refusal.js"

/** What somebody chose to say of their own life; nothing is ever guessed. */
export const lived = codes => together(codes.map(code => t(`experience.${code}`)), document.documentElement.lang)

export const Whom = ({ meeting, known, format, close }) => {
  const { ask, refused } = useAsking(meeting.act)
  const then = ({ ok }) => { if (ok) close() }
  return html`<section><p class="lead">${t("whom.lead")}</p>${format?.under_18 && html`<p>${t("whom.young")}</p>`}
      <div class="acts"><${Do} press=${() => ask("ask_aside").then(then)}>${t("whom.anyone")}<//></div></section>
    <${HaveTime} ...${known.picture} wanted=${known.you.aside?.guide} press=${to => ask("ask_aside", { to }).then(then)} />
    <${Refusal} ...${{ refused }} />`
}

const HaveTime = ({ have_time: guides, wanted, press }) => {
  if (!guides.length) return html`<section><p class="soft">${t("whom.nobody")}</p></section>`
  return html`<section aria-labelledby="have-time"><h2 id="have-time">${t("whom.have-time")}</h2><ul class="have-time">
    ${guides.map(({ seat, name, experience, busy }) => html`<li key=${seat}><div>
      <b>${name}</b>${busy && html` <span class="small soft">${t("whom.busy")}</span>`}
      ${experience.length > 0 && html`<br /><span class="small">${t("whom.lived", { list: lived(experience) })}</span>`}</div>
      <${May} aria-pressed=${wanted === name ? "true" : "false"} press=${() => press(seat)}>${t("whom.ask", { name })}<//></li>`)}</ul></section>`
}
