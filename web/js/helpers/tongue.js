// tongue.js: the language somebody chose rides in the address, and nowhere else. Links of ours take it along.
const chosen = () => globalThis.location ? new URLSearchParams(location.search).get("lang") : null

/** The same place, in the language that was chosen; where none was, the browser's own wish goes with every request. */
export const inTongue = (path, lang = chosen()) => lang ? `${path}?lang=${encodeURIComponent(lang)}` : path
