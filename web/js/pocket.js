// pocket.js: what a phone does to a page: it sleeps, it is put away, it goes from one net to another. The line is told at once.

/** `meeting` is asked for its line again whenever the page is looked at, thawed, or on another net. */
export function inAPocket(meeting, page = document, device = globalThis) {
  const looked = () => { if (!page.hidden) meeting.wake() }
  page.addEventListener("visibilitychange", looked)
  page.addEventListener("resume", looked)
  device.addEventListener("pageshow", event => { if (event.persisted) looked() })
  device.addEventListener("offline", () => meeting.offline())
  device.addEventListener("online", () => meeting.wake({ elsewhere: true }))
  fromNetToNet(device.navigator?.connection, () => meeting.wake({ elsewhere: true }))
}

/** From Wi-Fi to mobile: the old line is gone and nobody says so. How fast the net is changes often, and means nothing. */
function fromNetToNet(net, changed) {
  let kind = net?.type
  net?.addEventListener?.("change", () => {
    const was = kind
    kind = net.type
    if (was !== kind && kind !== "none") changed()
  })
}
