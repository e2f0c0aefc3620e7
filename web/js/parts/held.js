// held.js: something lies over the meeting. What it is, that nothing is lost, what happens next; the words rest meanwhile.
import { html } from "../helpers/html.js"
import { about, hour } from "../helpers/time.js"
import { useNow } from "../helpers/ticking.js"
import { has, t, together } from "../helpers/words.js"
import { guides } from "../where.js"
import { Ground } from "./ground.js"

export const Held = ({ why, known, meeting, lang, open, ask }) => html`
  <div class="words-hold" tabindex="0" role="region" aria-label=${t("held.what")}>
    <div class="words">
      ${why === "grounding"
        ? html`<${Ground} exercise=${known.picture.held.grounding} since=${known.picture.held.grounding_since} ...${{ meeting, lang, ask }} />`
        : html`<section class="hold"><h1>${t(`held.${why}.title`)}</h1><${Why} ...${{ why, known, meeting, lang }} /></section>`}
      ${why !== "shield" && why !== "grounding" && html`<section class="line-of-help" aria-labelledby="cant-wait">
        <h2 id="cant-wait">${t("held.cant-wait")}</h2><p>${t("held.support-works")}</p>
        <div class="acts"><button type="button" class="may" onClick=${() => open("card")}>${t("do.help-now")}</button></div>
      </section>`}
      <section class="line-of-help" aria-labelledby="meanwhile"><h2 id="meanwhile">${t("held.meanwhile")}</h2><p>${t("held.rest-eyes")}</p></section>
    </div>
  </div>`

const Why = ({ why, known, meeting, lang }) => {
  const now = useNow(meeting.now, 10)
  const { held, floor, seats } = known.picture
  const { you } = known
  if (why === "paused") return html`<p>${t(held.paused_by === you.name ? "paused.by-you" : "paused", { name: held.paused_by })}</p><p>${t(guides(you) ? "paused.guides" : "paused.small")}</p>`
  if (why === "shield") return html`<p>${t(held.shielded_by === you.name ? "shield.by-you" : "shield-on", { name: held.shielded_by })}</p>`
  if (why === "everyone" && guides(you)) return html`<p>${t("held.everyone.guides")}</p>`
  if (why === "everyone") return html`<p>${t("refusal.room-is-locked")}</p><p>${t("facilitator-lost.small")}</p>`
  const lost = seats.filter(seat => seat.away).map(seat => seat.name)
  const left = Math.max(0, held.closes_at - now)
  const holder = seats.find(seat => seat.id === floor.holder)?.name
  return html`
    <p>${held.waits_for === "two_adults" ? t("second-adult-lost") : t("held.line-lost", { names: lost.length ? together(lost, lang) : t("the-guides") })}</p>
    <p>${holder ? t("held.go-on-with", { name: holder }) : t("held.go-on")} ${held.closes_at
      ? t("held.closes", { about: about(left, t, has), time: hour(held.closes_at, lang) }) : ""}</p>`
}
