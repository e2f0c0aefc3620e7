// no_line.js: the page that stands where another could not be loaded. It tries again by itself, a little later each time.
import "./page.js"
import { attend } from "./card.js"

const FIRST_WAIT = 2_000
const LONGEST_WAIT = 30_000
const PROBE = "/health"

const again = () => location.reload()      // the address is still the one that was asked for

async function patiently(wait = FIRST_WAIT) {
  await new Promise(then => setTimeout(then, wait))
  const answer = await fetch(PROBE, { cache: "no-store" }).catch(() => null)
  if (answer?.ok) again()
  else patiently(Math.min(2 * wait, LONGEST_WAIT))
}

attend(document.querySelector("[data-card]"))
document.querySelector("[data-again]").addEventListener("click", again)
addEventListener("online", again)
patiently()
