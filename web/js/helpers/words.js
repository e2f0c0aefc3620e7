// words.js: the catalogue of one language, and how a sentence is filled in. A key that has no words is shown as itself.
let words = {}

export const learn = catalogue => { words = { ...words, ...catalogue } }      // what comes later brings its own along

export const t = (key, facts = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => facts?.[name] ?? whole)

export const has = key => Object.hasOwn(words, key)

const lists = new Map()

/** Names in a row, as the language says it: "Fay and Gil". What knows how is kept: it is slow to make. */
export function together(names, lang) {
  if (!lists.has(lang)) lists.set(lang, new Intl.ListFormat(lang, { type: "conjunction" }))
  return lists.get(lang).format(names)
}

/** The name of a part of the evening. The lobby is open before the first part. */
export const partName = (phase, say = t) => say(phase === "lobby_open" || phase === "scheduled" ? "phase.lobby" : `phase.${phase}`)

/** The button a refusal's hint names, where it names one: hints are parted by dots, buttons begin with a capital. */
export const hints = (no, facts) => has(`refusal.${no}.can`) ? t(`refusal.${no}.can`, facts).split(" · ") : []
