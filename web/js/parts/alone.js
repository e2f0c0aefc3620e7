// alone.js: one's own time with a guide: asked for, offered, for later, open, or not this time. Nobody else ever sees it.
import { html } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { has, t } from "../helpers/words.js"
import { Aside, Do, May } from "./buttons.js"
import { GoThere } from "./go_there.js"
import { Agreed, Proposed } from "./propose.js"
import { Refusal } from "./refusal.js"

/** In the circle, what only waits is folded: the words there come first. */
const WAITS = new Set(["waiting", "agreed"])

export const Alone = ({ meeting, open, small = false }) => {
  const { known } = meeting
  const { ask, refused } = useAsking(meeting.act)
  const mine = known.you?.aside
  if (!mine) return null
  const Stage = STAGES[mine.stage]
  const fold = small && WAITS.has(mine.stage)
  return html`<section class="panel alone" data-alone=${mine.stage} data-folded=${fold || null} tabindex="-1" aria-labelledby="alone">
    <${Stage} ...${{ mine, ask, meeting, open }} me=${known.me} titled=${fold ? Folded : Titled} />
    <${Refusal} ...${{ refused }} />
  </section>`
}

const Title = ({ children }) => html`<h2 id="alone">${children}</h2>`
const Titled = ({ title, children }) => html`<${Title}>${title}<//>${children}`
const Folded = ({ title, short, children }) => html`<details class="more"><summary><h2 id="alone">${title}</h2>${short && html`<span class="soft">${short}</span>`}</summary>${children}</details>`
const Second = ({ second, stage }) => second && html`<p>${t(`alone.${stage}.second`, { second })}</p>`

const Waiting = ({ mine: { before, guide: name }, ask, me, open, titled: In }) => html`
  <${In} title=${name ? t("alone.waiting.for", { name }) : t("alone.waiting.title")} short=${before ? t("alone.waiting.n", { n: before }) : t("alone.waiting.now")}>
  <p>${before ? t("alone.waiting.before", { n: before }) : t("alone.waiting.next")}</p>
  <p class="soft">${t("alone.waiting.unseen")} ${t("alone.waiting.else")}</p>
  <div class="acts"><${May} press=${() => ask("end_aside", { whom: me })}>${t("do.not-needed")}<//>${open && html`<${Aside} press=${() => open("whom")}>${t("do.ask-else")}<//>`}
    ${open && html`<${Aside} press=${() => open("card")}>${t("do.help-card")}<//>`}<a class="aside" href="/" target="_blank" rel="noopener">${t("alone.other-meetings")}</a></div><//>`

const Offered = ({ mine, ask }) => html`<${Title}>${t("alone.offered.title", { name: mine.guide })}<//>
  <p>${t("alone.offered")}</p><${Second} ...${mine} />
  <div class="acts"><${Do} press=${() => ask("answer_aside", { yes: true })}>${t("do.yes-alone")}<//><${May} press=${() => ask("answer_aside", { yes: false })}>${t("do.no-thanks")}<//></div>`

const Open = ({ mine, ask, me, meeting, titled: In }) => html`<${In} title=${t("alone.open.title", { name: mine.guide })}>
  <p>${t(meeting.known.you.where === "circle" ? "alone.open" : "alone.open.outside")}</p><${Second} ...${mine} />
  <div class="acts"><${GoThere} handle=${meeting.house.handle} /><${Aside} press=${() => ask("end_aside", { whom: me })}>${t("do.i-am-back")}<//></div><//>`

/** While it is open nothing of the meeting is heard here: so nothing else is shown. */
export const Apart = ({ meeting }) => {
  const { ask, refused } = useAsking(meeting.act)
  const { you, me } = meeting.known
  return html`<section class="lit" tabindex="-1"><${Open} ...${{ ask, me, meeting }} mine=${you.aside} titled=${Page} /><${Refusal} ...${{ refused }} /></section>`
}
const Page = ({ title, children }) => html`<h1>${title}</h1>${children}`

const Declined = ({ mine, ask, me, open }) => html`<${Title}>${t("alone.declined.title")}<//>
  <p>${has(`reason.${mine.reason}`) ? t(`reason.${mine.reason}`) : t("alone.declined")} ${t("alone.declined.else")}</p>
  <div class="acts"><${May} press=${() => ask("end_aside", { whom: me })}>${t("do.all-right")}<//><${Aside} press=${open ? () => open("whom") : () => ask("ask_aside")}>${t("do.ask-alone")}<//></div>`

const STAGES = { waiting: Waiting, offered: Offered, proposed: Proposed, agreed: Agreed, open: Open, declined: Declined }
