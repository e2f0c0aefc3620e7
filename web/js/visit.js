// visit.js: a whole visit is one step in the browser's memory, so that Back never shows it; and the invitation comes along.
const LIKE_AN_INVITATION = /^[\w.~-]{24,}$/

/** The secret of the link leaves the address bar at once, and rests with this one step of the browser's memory. */
export function pocket() {
  const found = location.hash.slice(1)
  if (!LIKE_AN_INVITATION.test(found)) return
  history.replaceState({ ...history.state, invitation: found }, "", location.pathname + location.search)
}

export const invitation = () => history.state?.invitation ?? null

/** To another page of this house, in place of this one. */
export function go(href) {
  const to = new URL(href, location.href)
  if (invitation()) to.hash = invitation()
  location.replace(to)
}

const ours = link => link.origin === location.origin && !link.target && !link.hasAttribute("download")
const plainly = event => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)

/** A place on this page: go there without a new step, which would leave the invitation behind. */
function within(link) {
  const place = document.getElementById(link.hash.slice(1))
  if (!place) return
  if (!place.matches("a, button, input, summary")) place.tabIndex = -1
  place.focus({ preventScroll: true })
  place.scrollIntoView()
}

function follow(event) {
  const link = event.target.closest?.("a[href]")
  if (!link || event.defaultPrevented || !plainly(event) || !ours(link)) return
  event.preventDefault()
  if (link.getAttribute("href").startsWith("#")) within(link)
  else go(link.href)
}

export function begin() {
  pocket()
  addEventListener("hashchange", () => { pocket(); dispatchEvent(new Event("invited")) })
  addEventListener("click", follow)
}
