// early.js: asked for before it is needed, once; on a weak line that is one way there and back less.
const FRESH = 15_000      // ms: a ticket is good for twice as long

/** Whoever asks first gets what came with the page, or the answer that is on its way already, while it is fresh; afterwards each asks anew. */
export function early(ask, came = null, now = () => performance.now()) {
  const begun = came ? 0 : now()      // with the page: counted from where that was asked for
  let first = came ? Promise.resolve(came) : ask()
  first.catch(() => {})      // whoever asks is told
  return () => {
    const answer = first && now() - begun < FRESH ? first : ask()
    first = null
    return answer
  }
}
