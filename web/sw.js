// sw.js: keeps the help card for when there is no line. Only what is listed here is ever kept; never a room, never a word.
const BUILD = "{build}"
const KEPT = {kept}
const PAGES = ["/help", "/weather"]
const NO_LINE = "/no-line"
const PATIENCE = 3000   // ms: on a line this slow, the kept card is kinder

const shelf = () => caches.open(BUILD)
const language = url => new URLSearchParams(url.search).get("lang")

/** The kept name of a page: its path and, where somebody chose one, the language. Nothing else of the address. */
function keptAs(url, path = url.pathname) {
  const named = `${path}?lang=${language(url)}`
  return KEPT.includes(named) ? named : path
}

async function keepAll() {
  const here = await shelf()
  await Promise.all(KEPT.map(async path => here.put(path, await fetch(path, { cache: "reload", credentials: "omit" }))))
}

async function forgetOthers() {
  const others = (await caches.keys()).filter(name => name !== BUILD)
  await Promise.all(others.map(name => caches.delete(name)))
  await clients.claim()
}

const tooSlow = () => new Promise((_, no) => setTimeout(no, PATIENCE))

async function freshOrKept(request, url) {
  const kept = async () => (await shelf()).match(keptAs(url))
  try {
    const fresh = await Promise.race([fetch(request), tooSlow()])
    return fresh.ok ? fresh : (await kept()) ?? fresh
  } catch {
    return (await kept()) ?? Response.error()
  }
}

/** Any other page comes from the house or not at all; where it cannot, one that is the same for everybody stands there. */
async function freshOrNoLine(request, url) {
  try {
    return await fetch(request)
  } catch {
    return (await (await shelf()).match(keptAs(url, NO_LINE))) ?? Response.error()
  }
}

const keptOrFresh = async (request, url) => (await (await shelf()).match(url.pathname)) ?? fetch(request)

self.addEventListener("install", event => event.waitUntil(keepAll().then(() => skipWaiting())))
self.addEventListener("activate", event => event.waitUntil(forgetOthers()))
self.addEventListener("fetch", event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== "GET" || url.origin !== location.origin) return
  if (PAGES.includes(url.pathname)) event.respondWith(freshOrKept(request, url))
  else if (request.mode === "navigate") event.respondWith(freshOrNoLine(request, url))
  else if (KEPT.includes(url.pathname)) event.respondWith(keptOrFresh(request, url))
})
