// threshold.js: the two doors, the same on every view: toward a person, and out of here.
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Back, Heart, Out } from "./signs.js"

/** `data-leave` is the way out itself: quick_exit.js listens for it before anything of ours does. */
export const Threshold = ({ title = "", inHelp, askForSupport, back }) => html`
  <header class="threshold">
    ${inHelp
      ? html`<button class="to-care" type="button" data-back onClick=${back}><${Back} />${t("do.back-to-circle")}</button>`
      : html`<button class="to-care" type="button" data-support onClick=${askForSupport}><${Heart} />${t("do.need-support")}</button>`}
    <p class="where">${title && html`<b>${title}</b>`}</p>
    <button class="out" type="button" data-leave title=${t("page.leave-fast")}>${t("do.leave-fast")}<${Out} /></button>
  </header>`
