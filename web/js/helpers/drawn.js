// drawn.js: what is made of the same things is handed over as it was drawn last, and is left alone. For those of which there are hundreds.
import { html, useLayoutEffect, useRef } from "./html.js"

/** `drawn(Part, key, props)` in the place of `<Part key=… …props />`. */
export function useDrawn() {
  const last = useRef(new Map())
  const now = new Map()
  useLayoutEffect(() => { last.current = now })
  return (Part, key, props) => {
    const before = last.current.get(key)
    const same = before && Object.keys(props).every(name => alike(before.props[name], props[name]))
    const kept = same ? before : { props, view: html`<${Part} key=${key} ...${props} />` }
    now.set(key, kept)
    return kept.view
  }
}

/** The same, or a row of the same. */
export const alike = (one, other) => one === other || (Array.isArray(one) && one.length === other?.length && one.every((each, i) => each === other[i]))
