// read_out.js: the script of this part, for whoever reads it: the page says it for them, as their own words.
import { html } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"

/** Lines that name what this page does not know are left to the reader's own words. */
export const scriptOf = (format, phase, facts) => {
  const part = format?.phases?.[phase]
  const lines = [...(part?.script ?? []), ...(format?.under_18 ? part?.script_under_18 ?? [] : [])]
  return lines.map(line => line.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)).filter(line => !/\{\w+\}/.test(line))
}

/** Folded again once it was read: nobody hears it twice by a second press. */
export const ReadOut = ({ lines, read }) => {
  const once = event => { event.currentTarget.closest("details").open = false; read(lines.join("\n\n")) }
  return lines.length > 0 && html`<details class="more"><summary>${t("desk.read-out")}</summary>
    <div class="said small">${lines.map((line, i) => html`<p key=${i}>${line}</p>`)}</div>
    <div class="acts"><${May} title=${t("desk.read-out.tip")} press=${once}>${t("desk.read-out")}<//></div></details>`
}
