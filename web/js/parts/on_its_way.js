// on_its_way.js: one's own words before the circle has them: on their way, or not said, with every way on.
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Aside, May } from "./buttons.js"
import { Refusal } from "./refusal.js"
import { Said } from "./said.js"

export const OnItsWay = ({ entry, lost, meeting }) => html`
  <article class="share" data-sending=${entry.state}>
    <h3>${t("you")} <span>${t(entry.state === "not-said" ? "share.not-said" : lost ? "share.waits-for-line" : "share.sending")}</span></h3>
    <${Said} text=${entry.words.text} />
    ${entry.state === "not-said" && html`
      <${Refusal} refused=${{ no: entry.no, facts: entry.facts }} />
      <div class="own">
        <${May} press=${() => meeting.tryAgain(entry.key)}>${t("do.try-again")}<//>
        <${Aside} press=${() => meeting.backToBox(entry.key)}>${t("do.edit")}<//>
        <${Aside} press=${() => meeting.letGo(entry.key)}>${t("do.let-go")}<//>
      </div>`}
  </article>`
