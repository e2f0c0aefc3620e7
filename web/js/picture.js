// picture.js: what this page knows of the meeting now. One frame in, the next knowledge out; nothing of it outlives the page.
import { same, unseal } from "./frames.js"

/** Before the first word from the house. `offset` is the room's clock minus ours, in seconds. */
export const nothing = Object.freeze({
  me: null, picture: null, you: null, roster: null, topic: null, shares: [], letters: [], gap: false, going: [], taken: [], offset: 0, ended: null,
})

/** The next knowledge. `at` is our own clock in seconds. What is not listed here changes nothing. */
export function heard(known, frame, at = 0) {
  return LISTENERS[frame.is]?.(known, frame, at) ?? known
}

const LISTENERS = {
  hello_ok: (known, { you, now }, at) => ({ ...known, me: you, offset: now - at, ended: null }),
  tick: (known, { now }, at) => ({ ...known, offset: now - at }),
  picture: (known, { is: _, ...picture }) => seen(known, picture),
  you: (known, { is: _, ...you }) => ({ ...known, you }),
  said: (known, frame) => frame.kind === "topic" ? { ...known, topic: shareOf(frame) } : said(known, shareOf(frame)),
  edited: (known, { ref, words }) => inShare(known, ref, share => ({ ...share, ...ref, words: unseal(words), raw: words, edited: true })),
  retracted: (known, { ref, by_author }) => takenBack(known, ref, by_author),
  response: (known, { ref, kind }) => inShare(known, ref, share => ({ ...share, warm: [...new Set([...share.warm, kind])] })),
  letter: (known, frame) => ({ ...known, letters: [...known.letters.filter(other => !sameLetter(other, frame)), letterOf(frame)] }),
  roster: (known, { seats }) => ({ ...known, roster: seats }),
  gap: known => ({ ...known, shares: [], going: [], gap: true }),
  ended: (known, { is: _, ...ended }) => ({ ...nothing, me: known.me, you: known.you && farewell(known.you), offset: known.offset, ended: { ...ended, alone: leftAlone(known) } }),
}

/** A picture is whole. It heals what we show: taken-back shares go, and who waits outside sees no word of the circle. */
function seen(known, picture) {
  if (picture.sight === "lobby") return { ...known, picture, shares: [], topic: null, going: [], taken: [] }
  const sameStep = known.picture?.phase === picture.phase && known.picture?.prompt === picture.prompt
  const topic = sameStep ? known.topic : null
  const isGone = share => picture.retracted.some(ref => same(ref, share))
  const going = known.shares.filter(isGone)
  return going.length ? { ...known, picture, topic, shares: without(known.shares, going), going } : { ...known, picture, topic }
}

function said(known, share) {
  const { picture, shares } = known
  if (picture?.retracted?.some(ref => same(ref, share)) || shares.some(other => same(other, share))) return known
  return { ...known, shares: [...shares, { ...share, nth: (shares.at(-1)?.nth ?? -1) + 1, answered: nameOf(shares, share.answers) }] }
}

const nameOf = (shares, ref) => ref && (shares.find(share => same(share, ref))?.by.name ?? null)

/** A share without the name of whom it answers: wherever it is kept for longer than theirs stand here. */
export const byItself = ({ answered, ...share }) => share

/** Whoever answered what is gone answers nobody by name. What stays as it was is the very same. */
const without = (shares, gone) => shares.filter(share => !gone.includes(share))
  .map(share => share.answered && gone.some(other => same(other, share.answers)) ? { ...share, answered: null } : share)

/** A picture may have been quicker. What a guide took down of our own words stays with us, so that we can see why. */
function takenBack(known, ref, byAuthor) {
  const share = [...known.shares, ...known.going].find(other => same(other, ref))
  const mine = share && share.seat === known.me && !byAuthor
  return {
    ...known,
    shares: share ? without(known.shares, [share]) : known.shares,
    topic: known.topic && same(known.topic, ref) ? null : known.topic,
    going: known.going.filter(other => other !== share),
    taken: mine ? [...known.taken, share] : known.taken,
  }
}

const inShare = (known, ref, change) => ({
  ...known,
  shares: known.shares.map(share => same(share, ref) ? change(share) : share),
  topic: known.topic && same(known.topic, ref) ? change(known.topic) : known.topic,
})

const shareOf = ({ ref, by, kind, answers, words }) =>
  ({ ...ref, by, kind, answers: answers ?? null, words: unseal(words), raw: words, edited: false, warm: [] })
  // `raw` is the very words, for a report: the house checks them against the tag

const letterOf = ({ is: _, seq: __, words, ...letter }) => ({ ...letter, words: unseal(words) })
const sameLetter = (one, other) => one.by.seat === other.by.seat && one.n === other.n

/** What the goodbye still needs of somebody: their name, and whether they guided. */
const farewell = ({ seat, name, role, out, reason, decided_by, may_end, hub }) => ({ seat, name, role, out, reason, decided_by, may_end, hub })

/** Whether it ended because no guide could come back: the last picture still says what everyone waited for. */
export const leftAlone = ({ picture, ended }) => Boolean(picture?.held?.waits_for || ended?.alone)
