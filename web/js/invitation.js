// invitation.js: what an invitation says of itself: when, how long, who guides, as what one comes, and whether to a seat in a room. Only the server can say whether it holds.
import { unspelled } from "./helpers/bytes.js"

/** Null where nothing can be read: the page then keeps to what its format says. */
export function told(invitation) {
  try {
    const [, role, , starts, minutes, guides, , , , , code = ""] = JSON.parse(new TextDecoder().decode(unspelled(invitation.split(".")[0])))
    return { role, starts: new Date(starts * 1000), minutes, guides, code }
  } catch {
    return null
  }
}

const HOUR = { weekday: "long", hour: "numeric", minute: "2-digit" }
const begun = text => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** The same, in the reader's language and at the clock where they are. */
export const spoken = ({ starts, guides }, lang) => ({
  when: begun(new Intl.DateTimeFormat(lang, HOUR).format(starts)),
  guides: new Intl.ListFormat(lang).format(guides),
})
