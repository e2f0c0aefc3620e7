// stretches.js: what was said, a few shares at a time, so that what is new touches only the last few. No page in here.
const FEW = 25

/** Each share keeps its stretch, whatever goes. */
export function inStretches(shares) {
  const all = []
  for (const share of shares) {
    const at = Math.floor(share.nth / FEW)
    if (all.at(-1)?.at !== at) all.push({ at, few: [] })
    all.at(-1).few.push(share)
  }
  return all
}
