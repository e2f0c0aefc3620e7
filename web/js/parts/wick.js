// wick.js: the soft timer: a wick that burns down beside words. No digit falls, nothing changes colour, nothing is cut off.
import { html } from "../helpers/html.js"

export const Wick = ({ share = 1 }) => html`
  <svg class="wick" viewBox="0 0 44 44" aria-hidden="true">
    <circle class="coal" cx="22" cy="22" r="13" /><circle class="core" cx="22" cy="22" r="6" /><circle class="all" cx="22" cy="22" r="19.5" pathLength="100" />
    <circle class="left" cx="22" cy="22" r="19.5" pathLength="100" transform="rotate(-90 22 22)" style=${{ strokeDasharray: `${Math.round(100 * Math.min(1, Math.max(0, share)))} 100` }} />
  </svg>`
