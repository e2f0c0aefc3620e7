// quick_exit.js: the way out. One tap, or Shift three times; the page is empty before the next one is asked for.
const PRESSES = 3
const WITHIN = 1500   // ms, from the first press to the last

const plain = () => document.querySelector('meta[name="quick-exit"]')?.content ?? "/weather"

/** Leave at once: nothing stays on the screen, and Back does not lead here. */
export function leave() {
  document.title = ""
  document.documentElement.replaceChildren()
  location.replace(plain())
}

/** Counts Shift pressed by itself; anything in between starts again. */
export function shifts(act, now = () => performance.now()) {
  let pressed = []
  return event => {
    if (event.key !== "Shift") { pressed = []; return }
    if (event.repeat) return
    pressed = [...pressed, now()].filter(at => now() - at < WITHIN)
    if (pressed.length >= PRESSES) act()
  }
}

/** Both ways out, wherever the page draws its door: any [data-leave]. */
export function watch() {
  addEventListener("keydown", shifts(leave), { capture: true })
  addEventListener("click", event => {
    if (!event.target.closest?.("[data-leave]")) return
    event.preventDefault()
    leave()
  }, { capture: true })
}
