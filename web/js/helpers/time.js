// time.js: time as people say it. No digit falls; the only numbers are hours of the clock.
const MINUTE = 60

const made = new Map()

/** To make one takes a browser about a millisecond, and a page asks for the hour in many places. */
function written(seconds, lang, how) {
  const key = `${lang} ${Object.keys(how)}`
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(lang, how))
  return made.get(key).format(new Date(seconds * 1000))
}

/** The hour of the clock, in the reader's own way of writing it. */
export const hour = (seconds, lang) => written(seconds, lang, { hour: "numeric", minute: "2-digit" })

export const weekday = (seconds, lang) => written(seconds, lang, { weekday: "long" })

/** "about three minutes", "about a minute", "less than a minute". */
export function about(seconds, t, has = () => true) {
  const minutes = Math.round(seconds / MINUTE)
  if (seconds < MINUTE / 2) return t("time.less")
  if (minutes <= 1) return t("time.one")
  return t("time.many", { n: has(`number.${minutes}`) ? t(`number.${minutes}`) : minutes })
}

export const capital = sentence => sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1)

/** What the soft timer says, from the seconds that are left. It never says stop. */
export function softTime(left, t, has) {
  if (left > 45) return t("turn.time", { about: capital(about(left, t, has)) })
  if (left > 0) return t("time-soft.half-minute")
  return left > -30 ? t("time-soft.over") : t("time-soft.when-ready")
}

/** Which of the hour's two warnings is due, once each. */
export function warning(left, said) {
  if (left <= 5 * MINUTE && left > 0 && !said.has("five-left")) return "five-left"
  if (left <= 10 * MINUTE && left > 5 * MINUTE && !said.has("ten-left")) return "ten-left"
  return null
}
