// attendance.js: a note that somebody came. The house signs a hash; the name and the number that open it stay on this device.
import { spelled } from "./helpers/bytes.js"
import { posted } from "./helpers/posting.js"
import { inTongue } from "./helpers/tongue.js"

const hash = async text => spelled(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))

export const commitment = ({ name, nonce }) => hash(`${name}\0${nonce}`)

/** The signed note with its holder in it, or null where it came too late. */
export async function noteFor(name, handle, post = ask) {
  const holder = { name, nonce: spelled(crypto.getRandomValues(new Uint8Array(16))) }
  const signed = await post(inTongue(`/in/${handle}/note`), { holder: await commitment(holder) })
  return signed && { ...signed, holder }
}

async function ask(path, content) {
  const answer = await posted(path, content)
  return answer.ok ? answer.json() : null
}
