// worker.js: asks the browser to keep the help card for when there is no line. The house's only Trusted Types policy lives here.
const HELP = "/sw.js"

const address = globalThis.trustedTypes
  ? trustedTypes.createPolicy("alcove", { createScriptURL: () => HELP }).createScriptURL(HELP)
  : HELP

/** Best effort: without it everything works, only not offline. */
export const keepHelp = () => navigator.serviceWorker?.register(address).catch(() => {})
