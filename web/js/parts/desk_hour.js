// desk_hour.js: the evening: which part, until when, what stands in the middle; and the card that tells a guide what helps here.
import { html, useState } from "../helpers/html.js"
import * as frames from "../frames.js"
import { useAsking } from "../helpers/asking.js"
import { useDraft } from "../helpers/drafts.js"
import { hour } from "../helpers/time.js"
import { has, partName, t } from "../helpers/words.js"
import { PARTS } from "../desk_facts.js"
import { can } from "../where.js"
import { Aside, May } from "./buttons.js"
import { Composer } from "./composer.js"
import { Refusal } from "./refusal.js"

export const Hour = ({ meeting, picture, you, act, lang, format }) => {
  const { ask, refused } = useAsking(act)
  const { phase, phase_ends: ends, desk } = picture
  const title = ends ? t("circle.until", { part: partName(phase), time: hour(ends, lang) }) : t("desk.ends-at", { part: partName(phase), time: hour(picture.ends, lang) })
  return html`<section tabindex="-1" aria-labelledby="hour"><h2 id="hour">${title}</h2>
    <div class="acts">
      <${May} title=${t("desk.extend.tip")} press=${() => ask("extend", { minutes: 5 })}>${t("desk.five-more")}<//>
      ${!can(you, "guide") && picture.floor.holder && html`<${May} press=${() => ask("more_time", { turn: picture.floor.turn })}>${t("desk.more-time")}<//>`}
      ${can(you, "guide") && phase !== "closing" && html`<${May} title=${t("desk.closing.tip")} press=${() => ask("go_to", { phase: "closing" })}>${t("desk.to.closing")}<//>`}
    </div>
    ${phase === "agreements" && desk && html`<${Yeses} picture=${picture} />`}
    ${can(you, "guide") && html`<${Parts} ...${{ phase, format, ask }} /><${Middle} ...${{ meeting, picture, format, act }} /><${QuietGuide} ...${{ phase, you, picture }} />`}
    <${Refusal} ...${{ refused }} />
  </section>`
}

const Yeses = ({ picture: { seats, desk } }) => {
  const open = seats.filter(seat => !seat.mark && !desk.assented.includes(seat.id)).map(seat => seat.name)
  return html`<p class="small soft">${open.length ? t("desk.no-yes-yet", { names: open.join(", ") }) : t("desk.all-said-yes")}</p>`
}

const Parts = ({ phase, format, ask }) => html`<details class="more"><summary>${t("desk.next-part")}</summary><p class="small soft">${t("desk.next-part.tip")}</p>
  <div class="acts">${PARTS.filter(part => !format?.phases || format.phases[part]).map(part => html`<${May} key=${part} aria-pressed=${part === phase ? "true" : "false"}
    press=${() => ask("go_to", { phase: part })}>${partName(part)}<//>`)}</div></details>`

/** What stands in the middle of the circle: a prompt of the format, or a guide's own words for those here now. */
const Middle = ({ meeting, picture, format, act }) => {
  const { ask, refused } = useAsking(act)
  const [draft] = useDraft(meeting.drafts, "topic")
  const prompts = format?.phases?.[picture.phase]?.prompts ?? []
  const put = async () => { if (draft.text.trim() && (await ask("put_topic", { words: frames.seal({ text: draft.text.trim() }) })).ok) meeting.drafts.clear("topic") }
  return html`<details class="more"><summary>${t("desk.middle")}</summary>
    ${prompts.length > 0 && html`<fieldset class="pick"><legend class="unseen">${t("desk.middle")}</legend>${prompts.map((prompt, i) => html`<label key=${i}><input type="radio" name="prompt"
      checked=${picture.prompt === i} onChange=${() => ask("choose_prompt", { prompt: i })} />${prompt}</label>`)}</fieldset>`}
    <${Composer} drafts=${meeting.drafts} box="topic" rows=${2} label=${t("desk.own-topic")} send=${put} />
    <div class="acts"><${May} press=${put}>${t("desk.put-topic")}<//></div><${Refusal} ...${{ refused }} /></details>`
}

const QuietGuide = ({ phase, you, picture }) => {
  const part = phase === "lobby_open" ? "lobby" : phase
  const lines = ["say", "say.2", "press", "wobble", "wobble.2", "wobble.3"].map(line => [line.split(".")[0], `quiet-guide.${part}.${line}`]).filter(([, key]) => has(key))
  if (!lines.length) return null
  return html`<details class="more"><summary>${t("desk.what-helps")}</summary><dl class="quiet-guide">${lines.map(([what, key]) => html`<div key=${key}><dt class="small soft">${t(`quiet-guide.${what}`)}</dt>
    <dd>${t(key, { name: you.name, you: t("desk.everyone-here"), minutes: Math.round((picture.ends - picture.starts) / 60), supervisor: t("signal.the-lead") })}</dd></div>`)}</dl></details>`
}
