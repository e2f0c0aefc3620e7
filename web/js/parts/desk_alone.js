// desk_alone.js: who would like to talk alone, in the order they asked, and which rooms of two are open. Never a word of them.
import { html, useState } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { Asks } from "./asks.js"
import { Aside, May } from "./buttons.js"
import { GoThere } from "./go_there.js"
import { Refusal } from "./refusal.js"

const NOT_TODAY = ["full", "closed", "no-answer", "not-safe-now"]
export const isGuide = seat => /facilitator|specialist/.test(seat.mark ?? "")

export const DeskAlone = ({ meeting, picture, me, act, format }) => {
  const { ask, refused } = useAsking(act)
  const guides = picture.seats.filter(seat => isGuide(seat) && seat.id !== me)
  const asides = picture.desk.asides
  return html`<section tabindex="-1" aria-labelledby="desk-alone"><h2 id="desk-alone">${t("desk.alone")}</h2>
    ${!asides.length && html`<p class="small soft">${t("desk.alone.nobody")}</p>`}
    ${asides.map(aside => html`<${One} key=${aside.seat} ...${{ aside, ask, me, guides }} young=${Boolean(format?.under_18)} handle=${meeting.house.handle} />`)}
    <${Refusal} ...${{ refused }} />
  </section>`
}

const One = ({ aside, ask, me, guides, young, handle }) => {
  const { seat: whom, name, agreed, asked, guide, second } = aside
  const mine = guide === me
  return html`<div class="knock">
    <p>${sentence(aside)}${aside.second_name && html`<br /><span class="small soft">${t("desk.alone.second", { name: aside.second_name })}</span>`}</p>
    ${agreed && (mine || second === me) && html`<div class="acts"><${GoThere} ...${{ handle }} beside=${true} />
      ${mine && html`<${Aside} press=${() => ask("end_aside", { whom })}>${t("desk.alone.done")}<//>`}</div>`}
    ${!agreed && asked && html`<${Take} ...${{ whom, name, ask, guides, young, guide }} />`}
    ${!agreed && !asked && mine && html`<div class="acts"><${Aside} press=${() => ask("end_aside", { whom })}>${t("desk.alone.call-back")}<//></div>`}
  </div>`
}

const sentence = ({ agreed, asked, guide_name: guide, name }) => agreed ? t("desk.alone.going-on", { name, guide })
  : !asked ? t("desk.alone.offered", { name, guide }) : guide ? t("desk.alone.for", { name, guide }) : t("desk.alone.asks", { name })

const Take = ({ whom, name, ask, guides, young, guide }) => html`
  <${TakeTime} ...${{ whom, ask, guides, young }} label=${t("desk.alone.take", { name })} />
  <div class="beside">${guides.filter(({ id }) => id !== guide).map(({ id, name: other }) => html`<${Aside} key=${id} press=${() => ask("pass_aside", { whom, to: id })}>${t("desk.alone.pass", { name: other })}<//>`)}
    <${Asks} kind=${Aside} label=${t("desk.alone.decline")} question=${t("desk.alone.decline.asks", { name })} reasons=${NOT_TODAY} act=${reason => ask("decline_aside", { whom, reason })} /></div>`

/** Under 18 the second adult is chosen first: without one there is no room of two. */
export const TakeTime = ({ whom, ask, guides, young, label, title, kind: Kind = May }) => {
  const [second, setSecond] = useState(null)
  const take = () => ask("take_aside", { whom, ...(young && second ? { second } : {}) })
  return html`${young && html`<fieldset class="pick"><legend>${t("desk.alone.choose-second")}</legend>
    ${guides.map(({ id, name }) => html`<label key=${id}><input type="radio" name=${`second ${whom}`} checked=${second === id} onChange=${() => setSecond(id)} />${name}</label>`)}</fieldset>`}
    <div class="acts"><${Kind} title=${title} press=${take}>${label}<//></div>`
}
