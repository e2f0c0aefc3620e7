// panel.js: something to read, laid over the room by a press and put away by another. The room goes on underneath.
import { html } from "../helpers/html.js"
import { useFocusOnce } from "../helpers/focus.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"

export const Panel = ({ title, close, outside = false, children }) => {
  const here = useFocusOnce()
  return html`
    <section class="lit"><h1 tabindex="-1" ref=${here}>${title}</h1></section>
    ${children}
    <section class="go"><${May} press=${close}>${t(outside ? "do.back" : "do.back-to-circle")}<//></section>`
}
