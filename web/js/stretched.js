// stretched.js: what was said, in stretches of a few shares each. One in which nothing changed is handed on as it was. No page in here.
const FEW = 25

/** Each share keeps its stretch, whatever goes. Where one holds the same as it did in `before`, it is the very same. */
export function stretched(shares, before = []) {
  const all = []
  for (const share of shares) {
    const at = Math.floor(share.nth / FEW)
    if (all.at(-1)?.at !== at) all.push({ at, shares: [] })
    all.at(-1).shares.push(share)
  }
  return all.map(stretch => before.find(other => alike(stretch, other)) ?? stretch)
}

const alike = (one, other) => one.at === other.at && one.shares.length === other.shares.length && one.shares.every((share, i) => share === other.shares[i])
