// late_report.js: a share set aside on purpose, to tell somebody outside the circle. It stays on this page, and goes with it.
import { answered } from "./helpers/posting.js"

/** What can be wrong, as the house knows it. */
export const CODES = ["unkind", "unsafe", "contact", "selling", "child", "other"]

/** Tell the safeguarding lead. `{received}` under a name that only we have, or `{refused}`. */
export async function tellLead(handle, share, code, post = answered) {
  const { seat, n, h, tag } = share
  return post(`/in/${handle}/report`, { ref: { seat, n, h, tag }, code, words: share.raw, name: share.by.name })
}

/** true once a person has dealt with it, false while it waits, null where nobody can tell. */
export async function wasHandled(name) {
  const answer = await fetch(`/report/${name}`).catch(() => null)
  return answer?.ok ? (await answer.json()).handled : null
}
