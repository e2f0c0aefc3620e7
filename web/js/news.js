// news.js: what changed between two pieces of knowledge, as neutral sentences for the one polite live region. No page in here.
import { partName } from "./helpers/words.js"
import { guides, heldBy } from "./where.js"

/** The sentences, in the order they matter. Says only what is new, and of a turn only whose it is (decision 15). */
export function news(before, after, t) {
  if (!after.picture || after.picture.sight === "lobby") return lobbyNews(before, after, t)
  const told = []
  const say = (key, facts) => told.push(t(key, facts))
  if (before.picture?.sight === "lobby" && after.picture.phase !== "lobby_open") say("welcomed-in", { you: after.you?.name })
  held(before, after, say)
  care(before, after, say)
  turn(before, after, say)
  circle(before, after, say)
  evening(before, after, say, t)
  desk(before, after, say)
  letters(before, after, say)
  alone(before, after, say)
  if (after.gap && !before.gap) say("line-back-gap")
  return [...told, ...spoken(before, after, t)]
}

function lobbyNews(before, after, t) {
  const told = []
  if (after.picture && before.picture?.door !== after.picture.door) told.push(t(`door.${after.picture.door}`))
  if (after.you?.sent_back && !before.you?.sent_back) told.push(t("lobby-sent-back", { name: guideNames(after) }))
  for (const also of [letters, alone]) also(before, after, (key, facts) => told.push(t(key, facts)))
  return told
}

const guideNames = ({ picture }) => (picture?.guides ?? []).join(", ")
const nameIn = (picture, id) => picture?.seats?.find(seat => seat.id === id)?.name ?? null

function held(before, after, say) {
  const [was, is] = [heldBy(before), heldBy(after)]
  if (was === is) return
  const { held: now } = after.picture
  if (is === "waiting") say(now.waits_for === "two_adults" ? "refusal.two-adults-needed" : "refusal.facilitator-away")
  else if (is === "shield") say("shield-on", { name: now.shielded_by })
  else if (is === "grounding") say("refusal.grounding-now")
  else if (is === "paused") say("paused", { name: now.paused_by })
  else if (is === "everyone") say("refusal.room-is-locked")
  else if (was === "waiting") say("facilitator-back", { name: after.picture.seats.find(seat => /facilitator|specialist/.test(seat.mark ?? ""))?.name })
  else if (was === "shield") say("shield-off", { name: before.picture.held.shielded_by })
  else say("held.over")
}

function care({ you: was }, { you: is }, say) {
  if (!is || was?.support === is.support) return
  if (is.support === "seen") say("support-seen", { name: is.support_by })
  if (is.support === "escalated") say("support-escalated.no-next")
}

function turn(before, after, say) {
  const [was, is] = [before.picture?.floor, after.picture.floor]
  const me = after.me
  if (was && (was.turn !== is.turn || was.holder !== is.holder)) {
    if (is.holder === me) say("your-turn")
    else if (is.holder) say("turn.of", { name: nameIn(after.picture, is.holder) })
  }
  if (after.you?.next && !before.you?.next) say("you-are-next")
  if (after.you?.muted && !before.you?.muted) say("refusal.muted")
}

/** Who came is named, who stepped out is not. */
function circle(before, after, say) {
  const was = before.picture?.seats
  if (!was) return
  const ids = new Set(was.map(seat => seat.id))
  for (const { id, name } of after.picture.seats) if (!ids.has(id)) say("came-in", { name })
  const here = new Set(after.picture.seats.map(seat => seat.id))
  if (was.some(seat => !here.has(seat.id))) say("stepped-out")
}

/** More time for everyone, or another part. */
function evening(before, after, say, t) {
  const [was, is] = [before.picture, after.picture]
  if (!was?.phase) return
  if (is.ends > was.ends) say("extended", { minutes: Math.round((is.ends - was.ends) / 60) })
  if (was.phase !== is.phase && is.phase !== "closed") say("part-now", { part: partName(is.phase, t) })
}

function desk(before, after, say) {
  if (!guides(after.you) && !after.picture.waiting?.length) return
  const waiting = ({ picture }) => picture?.desk?.waiting ?? picture?.waiting ?? []
  const known = new Set(waiting(before).map(knock => knock.id))
  for (const { id, name } of waiting(after)) if (!known.has(id)) say("knocked", { name })
  const asked = new Set((before.picture?.desk?.signals ?? []).map(signal => signal.seat))
  for (const { seat, name } of after.picture.desk?.signals ?? []) if (!asked.has(seat)) say("asks-for-support", { name })
}

function letters(before, after, say) {
  for (const letter of after.letters) {
    if (letter.by.seat === after.me || before.letters.includes(letter)) continue
    if (letter.about !== "handled") say("letter-from", { name: letter.by.name })
    else if (letter.of.seat === after.me) say(`report-handled.${letter.code}`)
  }
}

/** How far one's own time with a guide is; and to guides, who would like some. */
function alone(before, after, say) {
  const [was, is] = [before.you?.aside, after.you?.aside]
  if (is && is.stage !== was?.stage && is.stage !== "waiting") say(is.stage === "proposed" || is.stage === "agreed" ? `alone.${is.stage}.told` : `alone.${is.stage}.title`, { name: is.guide })
  const known = new Set((before.picture?.desk?.asides ?? []).map(aside => aside.seat))
  for (const { seat, name, asked } of after.picture?.desk?.asides ?? []) if (asked && !known.has(seat)) say("desk.alone.asks", { name })
}

function spoken(before, after, t) {
  if (before.shares === after.shares) return []
  const [was, is] = afterTheSame(before.shares, after.shares)
  const known = new Set(was.map(keyOf))
  const fresh = is.filter(share => !known.has(keyOf(share)) && share.seat !== after.me)
  const told = fresh.map(({ by, words }) =>
    words.note ? t("folded-by-note", { name: by.name, note: words.note }) : `${by.name}: ${words.text}`)
  const still = new Set(is.map(keyOf))
  const gone = was.some(share => !still.has(keyOf(share)))
  return gone && !after.gap ? [...told, t("share-retracted-own.others")] : told
}

/** Both without what they begin with in common: that is nearly all, and no news. */
function afterTheSame(one, other) {
  const i = other.findIndex((share, at) => share !== one[at])
  return i < 0 ? [one.slice(other.length), []] : [one.slice(i), other.slice(i)]
}

export const keyOf = ({ seat, n }) => `${seat} ${n}`
