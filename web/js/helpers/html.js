// html.js: Preact and htm, in one place, so that parts name one file. No string ever becomes markup.
import { h } from "../../vendor/preact.js"
import htm from "../../vendor/htm.js"

export const html = htm.bind(h)
export { render } from "../../vendor/preact.js"
export { useEffect, useId, useLayoutEffect, useRef, useState } from "../../vendor/hooks.js"
