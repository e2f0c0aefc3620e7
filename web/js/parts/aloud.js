// aloud.js: the one polite voice. It is drawn by itself: a sentence to hear is no reason to draw the room again.
import { html, useEffect, useState } from "../helpers/html.js"

export const Aloud = ({ voice }) => {
  const [, redraw] = useState(0)
  useEffect(() => voice.listen(() => redraw(n => n + 1)), [voice])
  return html`<p class="unseen" role="status" aria-live="polite" id="aloud">${voice.said}</p>`
}
