// alone.js: one's own time with a guide: asked for, offered, open, or not this time. Nobody else ever sees it.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { has, t } from "../helpers/words.js"
import { Aside, Do, May } from "./buttons.js"
import { GoThere } from "./go_there.js"
import { Refusal } from "./refusal.js"

export const Alone = ({ meeting }) => {
  const { known } = meeting
  const { ask, refused } = useAsking(meeting.act)
  const mine = known.you?.aside
  if (!mine) return null
  const Stage = STAGES[mine.stage]
  return html`<section class="panel alone" data-alone=${mine.stage} tabindex="-1" aria-labelledby="alone">
    <${Stage} ...${{ mine, ask, meeting }} me=${known.me} />
    <${Refusal} ...${{ refused }} />
  </section>`
}

const Title = ({ children }) => html`<h2 id="alone">${children}</h2>`
const Second = ({ second, stage }) => second && html`<p>${t(`alone.${stage}.second`, { second })}</p>`

const Waiting = ({ mine, ask, me }) => html`<${Title}>${t("alone.waiting.title")}<//>
  <p>${mine.before ? t("alone.waiting.before", { n: mine.before }) : t("alone.waiting.next")}</p>
  <p class="soft">${t("alone.waiting.unseen")} ${t("alone.waiting.else")}</p>
  <div class="acts"><${May} press=${() => ask("end_aside", { whom: me })}>${t("do.not-needed")}<//><a class="aside" href="/" target="_blank" rel="noopener">${t("alone.other-meetings")}</a></div>`

const Offered = ({ mine, ask }) => html`<${Title}>${t("alone.offered.title", { name: mine.guide })}<//>
  <p>${t("alone.offered")}</p><${Second} ...${mine} />
  <div class="acts"><${Do} press=${() => ask("answer_aside", { yes: true })}>${t("do.yes-alone")}<//><${May} press=${() => ask("answer_aside", { yes: false })}>${t("do.no-thanks")}<//></div>`

const Open = ({ mine, ask, me, meeting }) => html`<${Title}>${t("alone.open.title", { name: mine.guide })}<//>
  <p>${t("alone.open")}</p><${Second} ...${mine} />
  <div class="acts"><${GoThere} handle=${meeting.house.handle} /><${Aside} press=${() => ask("end_aside", { whom: me })}>${t("do.i-am-back")}<//></div>`

const Declined = ({ mine, ask, me }) => html`<${Title}>${t("alone.declined.title")}<//>
  <p>${has(`reason.${mine.reason}`) ? t(`reason.${mine.reason}`) : t("alone.declined")}</p>
  <div class="acts"><${May} press=${() => ask("end_aside", { whom: me })}>${t("do.all-right")}<//><${Aside} press=${() => ask("ask_aside")}>${t("do.ask-alone")}<//></div>`

const STAGES = { waiting: Waiting, offered: Offered, open: Open, declined: Declined }
