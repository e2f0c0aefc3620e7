// keyboard.js: a keyboard on the screen covers nothing that is being written. Where it makes the page smaller by itself, this only looks.
const A_KEYBOARD = 120      // px that are covered; less is a bar of the browser's
const WRITES = "textarea, input[type=text], select"

/** `--seen` is how much of the page is to be seen; it is there only while a keyboard lies over it. */
export function aboveTheKeyboard(view = globalThis.visualViewport, world = globalThis) {
  const { documentElement: root } = world.document
  const fit = () => {
    const covered = world.innerHeight - view.height
    if (view.scale === 1 && covered > A_KEYBOARD) root.style.setProperty("--seen", `${Math.round(view.height)}px`)
    else root.style.removeProperty("--seen")
    const writing = world.document.activeElement
    if (writing?.matches?.(WRITES)) world.requestAnimationFrame(() => show(writing))
  }
  view?.addEventListener("resize", fit)
}

/** With what sends it, where there is room for both. */
function show(writing) {
  (writing.closest(".reach") ?? writing).scrollIntoView({ block: "end" })
  writing.scrollIntoView({ block: "nearest" })
}
