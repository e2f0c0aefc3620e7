// steady.js: a part that is handed the same things is left as it is drawn. For those of which there are hundreds.
import { html } from "./html.js"

export const steady = Part => function Steady(props) {
  this.shouldComponentUpdate = next => differ(this.props, next)
  return html`<${Part} ...${props} />`
}

const differ = (one, other) => {
  for (const name in other) if (one[name] !== other[name]) return true
  return Object.keys(one).length !== Object.keys(other).length
}
