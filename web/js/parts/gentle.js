// gentle.js: a draft that was folded back to its author, with a kind reason. Nothing has been sent, and nobody is told.
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"

export const Gentle = ({ rule, children }) => html`
  <section class="gentle" tabindex="-1" aria-label=${t("safe-sharing-hold.title")}>
    <p><b>${t("safe-sharing-hold.title")}</b> ${t(`safe.${rule}`)}</p>
    ${children}
    <p class="small soft">${t("safe-sharing-hold.small")}</p>
  </section>`
