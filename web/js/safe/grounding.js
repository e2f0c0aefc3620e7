// grounding.js: how long each line of an exercise stays. The room says which one and since when; every page counts alike.

const senses = [
  ["ground-senses.1", 5], ["ground-senses.2", 25], ["ground-senses.3", 22], ["ground-senses.4", 20],
  ["ground-senses.5", 18], ["ground-senses.6", 14], ["ground-senses.7", 8],
]

// Seven breaths; now and then a word beside one of them.
const asides = { 2: "ground-breath.aside.1", 4: "ground-breath.aside.2", 6: "ground-breath.aside.3" }
const breaths = Array.from({ length: 7 }, (_, n) => [["ground-breath.in", 4, asides[n + 1]], ["ground-breath.out", 6, asides[n + 1]]]).flat()
const breath = [["ground-breath.settle", 5], ["ground-breath.first-out", 4], ...breaths, ["ground-breath.end", 5]]

export const exercises = { look_around: senses, breathe: breath }

/** How many seconds an exercise takes. */
export const lasts = exercise => exercises[exercise].reduce((sum, [, seconds]) => sum + seconds, 0)

/** The line that stands after so many seconds, the aside beside it, and how far into it we are; null when it is over. */
export const lineAt = (exercise, elapsed) => {
  let from = 0
  for (const [index, [key, seconds, aside = null]] of exercises[exercise].entries()) {
    if (elapsed < from + seconds) return { index, key, aside, seconds, into: Math.max(0, elapsed - from) }
    from += seconds
  }
  return null
}
