// html.js: Preact and htm, in one place, so that parts name one file. No string ever becomes markup.
import { h } from "../../vendor/preact.js"
import { useState as held } from "../../vendor/hooks.js"
import htm from "../../vendor/htm.js"

export const html = htm.bind(h)
export { render } from "../../vendor/preact.js"
export { useEffect, useLayoutEffect, useRef, useState } from "../../vendor/hooks.js"

const mine = Math.random().toString(36).slice(2, 7)
let ids = 0

/** A name for an element. Preact's own begins anew with each root, and what comes later has roots of its own on the same page. */
export const useId = () => held(() => `i${mine}${++ids}`)[0]
