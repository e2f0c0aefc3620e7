// signs.js: the few signs we draw. Each stands beside its words and says nothing alone.
import { html } from "../helpers/html.js"

const sign = (path, leans) => html`<svg class=${leans ? "leans" : null} viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`

export const Heart = () => sign("M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.4 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10Z")
export const Out = () => sign("M14 4H6v16h8M10 12h10m-4-4 4 4-4 4", true)
export const Back = () => sign("M19 12H5m6-6-6 6 6 6", true)
export const Earlier = () => sign("m6 14 6-6 6 6")
export const Later = () => sign("m6 10 6 6 6-6")
