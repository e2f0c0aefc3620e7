// buttons.js: the three ways to ask. Do is the one kind thing most people want now; May is as allowed; Aside is a quiet way.
import { html } from "../helpers/html.js"

const button = kind => ({ children, press, ...rest }) =>
  html`<button type="button" class=${kind} onClick=${press} ...${rest}>${children}</button>`

export const Do = button("do")
export const May = button("may")
export const Aside = button("aside")
