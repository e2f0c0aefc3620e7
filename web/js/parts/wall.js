// wall.js: the circle as a physical room sees it: large, calm, nothing to press and nothing private.
import { html, useEffect, useState } from "../helpers/html.js"
import { useNow } from "../helpers/ticking.js"
import { about, hour, weekday } from "../helpers/time.js"
import { has, partName, t, together } from "../helpers/words.js"
import { wallOf } from "../wall_of.js"
import { Circle } from "./circle.js"

export const Wall = ({ screen, lang }) => {
  const [, redraw] = useState(0)
  useEffect(() => screen.watch(() => redraw(n => n + 1)), [screen])
  const { picture } = screen.known
  const quick = picture?.held?.why === "grounding" || screen.line.is !== "live"
  const now = useNow(screen.now, quick ? 1 : 10)
  const wall = wallOf(screen.known, screen.line, now, screen.here())
  const round = wall.is === "circle" && wall.seats.length > 0
  return html`<div class="wall-main" data-wall-is=${wall.is}>
    ${round && html`<${Circle} seats=${wall.seats} me=${null} holder=${wall.holder} held=${wall.held}
      prompt=${wall.held ? null : promptOf(picture, screen.format)} />`}
    <section class="now" aria-label=${t("room")}>
      ${wall.breathes && html`<span class="breath" aria-hidden="true" data-phase=${wall.key.endsWith(".in") ? "in" : wall.key.endsWith("out") ? "out" : null}></span>`}
      <h1>${t(wall.title, { ...wall.facts, weekday: weekday(now, lang) })}</h1>
      ${wall.next?.length > 0 && html`<p class="lead">${t("wall.then", { names: together(wall.next, lang) })}</p>`}
      ${wall.more && html`<p class="lead soft">${t(wall.more)}</p>`}
      ${wall.ends && picture.floor.mode === "round_robin" && html`<p class="lead soft">${t("wall.pass")}</p>`}
      ${wall.ends && html`<${Hour} ...${{ picture, now, lang }} />`}
    </section>
  </div>`
}

const promptOf = ({ phase, prompt }, format) =>
  phase === "lobby_open" || phase === "scheduled" ? format?.title ?? "" : format?.phases?.[phase]?.prompts?.[prompt] ?? partName(phase)

/** The part, when we end, and that nobody has to wait with what cannot wait. */
const Hour = ({ picture: { phase, phase_ends: until, ends }, now, lang }) => {
  const left = ends - now
  return html`<p class="foot soft">${until ? t("circle.until", { part: partName(phase), time: hour(until, lang) }) : partName(phase)}.${" "}
    ${t(left > 60 ? "wall.ends" : "wall.ends-soon", { time: hour(ends, lang), about: about(left, t, has) })}${" "}${t("wall.need")}</p>`
}
