// scroll.js: the words stay where the reader left them. Only who is at the end is taken along, and to where the newest begins.
import { useEffect, useLayoutEffect, useRef, useState } from "./html.js"

const NEAR = 64
const ABOVE = 28     // px of what came before, and of the soft edge, that stay over the newest

/** For the box that scrolls: a ref, whether something new lies below, and the way down. One's `own` words one sees go. */
export function useStaying(newest, own = false) {
  const box = useRef(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(false)

  useEffect(() => {
    const shown = box.current
    const looked = () => {
      atEnd.current = isAtEnd(shown)
      if (atEnd.current) setBelow(false)
    }
    const resized = new ResizeObserver(() => { if (atEnd.current) toNewest(shown) })
    shown.addEventListener("scroll", looked, { passive: true })
    resized.observe(shown)
    return () => { shown.removeEventListener("scroll", looked); resized.disconnect() }
  }, [])

  useLayoutEffect(() => {
    if (!newest) return
    if (!atEnd.current && !own) return setBelow(true)
    toNewest(box.current)
    atEnd.current = isAtEnd(box.current)
  }, [newest])

  return { box, below, toEnd: () => { toNewest(box.current); atEnd.current = isAtEnd(box.current); setBelow(false) } }
}

const isAtEnd = ({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - scrollTop - clientHeight < NEAR

/** To the end; but a share longer than the box is shown from its first word. */
function toNewest(box) {
  const newest = [...box.querySelectorAll(".share")].at(-1)
  const begins = newest ? newest.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - ABOVE : Infinity
  box.scrollTop = Math.min(begins, box.scrollHeight)
}
