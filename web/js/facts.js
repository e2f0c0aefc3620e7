// facts.js: what the shell knows about this page, and the two documents it names: the words, and the format's own texts.

import { patiently } from "./helpers/patient.js"

const PATIENCE = 10_000      // ms one try may take; a line may hang without ever saying so
const meta = name => document.querySelector(`meta[name="${name}"]`)?.content ?? ""

export const facts = () => ({
  lang: document.documentElement.lang || "en",
  handle: meta("handle"),
  format: meta("format"),
  issuer: meta("issuer"),
  beside: meta("beside"),
  lead: meta("lead") === "yes",
  shelf: meta("shelf"),
  hub: meta("hub"),
})

/** The first ticket, where it came with the page. It is used once, and stands nowhere afterwards. */
export function takeTicket() {
  const came = document.querySelector('meta[name="ticket"]')
  came?.remove()
  return came?.content || null
}

async function json(path) {
  const answer = await fetch(path, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) })
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`)
  return answer.json()
}

/** A page names its documents by their edition, so that a browser may keep them. */
const at = name => document.querySelector(`link[data-text="${name}"]`)?.getAttribute("href") ?? `/${name}.json`

/** The page can draw nothing without its words; the format's texts may come later or not at all. */
export const wordsOf = lang => patiently(() => json(at(`words/${lang}`)))
export const formatOf = (code, lang) => json(at(`formats/${code}.${lang}`)).catch(() => null)
