// said.js: words as somebody wrote them: an empty line begins a paragraph, a line end stays a line end.
import { html } from "../helpers/html.js"

export const Said = ({ text }) => html`<div class="said" dir="auto">${text.split(/\n\s*\n/).map((paragraph, i) => html`<p key=${i}>${lines(paragraph)}</p>`)}</div>`

const lines = paragraph => paragraph.split("\n").flatMap((line, i) => i ? [html`<br key=${i} />`, line] : [line])
