// taken.js: one's own share that a guide took down: who, and that it may be asked about. The words are still with their author.
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Aside, May } from "./buttons.js"
import { Said } from "./said.js"

export const Taken = ({ share, known, meeting, write }) => {
  const noted = known.you?.record?.findLast(({ what }) => what === "retract")
  return html`<article class="share">
    <div class="hold small-hold">
      <p>${t("share-retracted-guide", { name: noted?.by ?? t("the-guide") })}</p>
      ${noted?.code && html`<p>${t(`reason.${noted.code}`)}</p>`}
      <details class="more"><summary>${t("do.your-words")}</summary><${Said} text=${share.words.text} /></details>
      <div class="acts"><${May} press=${write}>${t("do.ask-why")}<//><${Aside} press=${() => meeting.seeTaken()}>${t("do.close")}<//></div>
    </div>
  </article>`
}
