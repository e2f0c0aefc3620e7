// folded.js: a share behind a note of its author, or behind a cover a guide put on it. Opened by choice; skipping tells nobody.
import { html, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Aside } from "./buttons.js"

export const Folded = ({ note, veiled, children }) => {
  const [state, setState] = useState("folded")
  if (state === "open") return html`${children}<div class="own"><${Aside} aria-expanded="true" press=${() => setState("folded")}>${t("do.fold-again")}<//></div>`
  return html`<div class="folded">
    <p>${note ? html`${t("folded.about")} <b dir="auto">${note}</b>` : t(veiled ? "folded.covered" : "folded.about")}</p>
    <div class="acts">
      <${Aside} aria-expanded="false" press=${() => setState("open")}>${t("do.open")}<//>
      ${state === "folded" && html`<${Aside} press=${() => setState("skipped")}>${t("do.skip-quietly")}<//>`}
    </div>
  </div>`
}
