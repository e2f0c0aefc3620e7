// desk_alone.js: who would like to talk alone, in the order they asked, and which rooms of two are open. Never a word of them.
import { html, useState } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { Asks } from "./asks.js"
import { Aside, May } from "./buttons.js"
import { Experience } from "./experience.js"
import { GoThere } from "./go_there.js"
import { atHour, Propose } from "./propose.js"
import { Refusal } from "./refusal.js"

const NOT_TODAY = ["full", "closed", "no-answer", "not-safe-now"]
export const isGuide = seat => /facilitator|specialist/.test(seat.mark ?? "")

export const DeskAlone = ({ meeting, picture, me, you, act, format }) => {
  const { ask, refused } = useAsking(act)
  const guides = picture.seats.filter(seat => isGuide(seat) && seat.id !== me)
  const asides = picture.desk.asides
  const one = { ask, me, guides, young: Boolean(format?.under_18), handle: meeting.house.handle, now: meeting.now, ends: picture.ends }
  return html`<section tabindex="-1" aria-labelledby="desk-alone"><h2 id="desk-alone">${t("desk.alone")}</h2>
    ${!asides.length && html`<p class="small soft">${t("desk.alone.nobody")}</p>`}
    ${asides.map(aside => html`<${One} key=${aside.seat} ...${{ aside, ...one }} />`)}
    <${Refusal} ...${{ refused }} />
    ${picture.phase !== "closed" && html`<${Experience} ...${{ you, act }} />`}
  </section>`
}

const One = ({ aside, ask, me, guides, young, handle, now, ends }) => {
  const { seat: whom, name, stage, guide, second, to } = aside
  const mine = guide === me
  const takes = { whom, name, ask, guides, young, guide, now, ends }
  const elsewhere = to && to !== me && guides.find(({ id }) => id === to)?.name
  return html`<div class="knock" data-alone=${stage}>
    <p>${sentence(aside)}${aside.second_name && html`<br /><span class="small soft">${t("desk.alone.second", { name: aside.second_name })}</span>`}
      ${stage === "waiting" && elsewhere && html`<br /><span class="small soft">${t("desk.alone.asked-for", { name: elsewhere })}</span>`}</p>
    ${stage === "open" && (mine || second === me) && html`<div class="acts"><${GoThere} ...${{ handle }} beside=${true} />
      ${mine && html`<${Aside} press=${() => ask("end_aside", { whom })}>${t("desk.alone.done")}<//>`}</div>`}
    ${(stage === "waiting" || stage === "proposed" || (stage === "agreed" && mine)) && html`<${Take} ...${takes} passes=${stage === "waiting"} />`}
    ${(stage === "offered" || stage === "proposed") && mine && html`<div class="acts"><${Aside} press=${() => ask("end_aside", { whom })}>${t("desk.alone.call-back")}<//></div>`}
  </div>`
}

const sentence = ({ stage, guide_name: guide, name, moment }) => {
  const facts = { name, guide, time: moment === null ? "" : atHour(moment) }
  return t(stage !== "waiting" ? `desk.alone.${SAID[stage]}` : guide ? "desk.alone.for" : "desk.alone.asks", facts)
}
const SAID = { offered: "offered", proposed: "proposed", agreed: "agreed", open: "going-on" }

const Take = ({ whom, name, ask, guides, young, guide, now, ends, passes }) => html`
  <${TakeTime} ...${{ whom, ask, guides, young }} label=${t("desk.alone.take", { name })} />
  <div class="beside">${passes && guides.filter(({ id }) => id !== guide).map(({ id, name: other }) => html`<${Aside} key=${id} press=${() => ask("pass_aside", { whom, to: id })}>${t("desk.alone.pass", { name: other })}<//>`)}
    <${Propose} ...${{ whom, ask, now, ends }} />
    <${Asks} kind=${Aside} label=${t("desk.alone.decline")} question=${t("desk.alone.decline.asks", { name })} reasons=${NOT_TODAY} act=${reason => ask("decline_aside", { whom, reason })} /></div>`

/** Under 18 the second adult is chosen first: without one there is no room of two. */
export const TakeTime = ({ whom, ask, guides, young, label, title, kind: Kind = May }) => {
  const [second, setSecond] = useState(null)
  const take = () => ask("take_aside", { whom, ...(young && second ? { second } : {}) })
  return html`${young && html`<fieldset class="pick"><legend>${t("desk.alone.choose-second")}</legend>
    ${guides.map(({ id, name }) => html`<label key=${id}><input type="radio" name=${`second ${whom}`} checked=${second === id} onChange=${() => setSecond(id)} />${name}</label>`)}</fieldset>`}
    <div class="acts"><${Kind} title=${title} press=${take}>${label}<//></div>`
}
