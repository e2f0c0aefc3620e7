// early.js: asked for before it is needed, once; on a weak line that is one way there and back less.
const FRESH = 15_000      // ms: a ticket is good for twice as long

/** Whoever asks first gets the answer that is on its way already, while it is fresh; afterwards each asks anew. */
export function early(ask, now = () => performance.now()) {
  const begun = now()
  let first = ask()
  first.catch(() => {})      // whoever asks is told
  return () => {
    const answer = first && now() - begun < FRESH ? first : ask()
    first = null
    return answer
  }
}
