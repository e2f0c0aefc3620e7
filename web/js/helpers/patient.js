// patient.js: what the page cannot do without is asked for again, a little later each time, until it is here.
const FIRST_WAIT = 500       // ms
const LONGEST_WAIT = 8_000
const later = ms => new Promise(then => setTimeout(then, ms))

export async function patiently(ask, wait = later) {
  for (let ms = FIRST_WAIT; ; ms = Math.min(2 * ms, LONGEST_WAIT)) {
    try { return await ask() } catch { await wait(ms) }
  }
}
