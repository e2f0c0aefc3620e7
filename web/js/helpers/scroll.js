// scroll.js: the words stay where the reader left them. Only who is at the end is taken along.
import { useEffect, useLayoutEffect, useRef, useState } from "./html.js"

const NEAR = 64

/** For the box that scrolls: a ref, whether something new lies below, and the way down. */
export function useStaying(newest) {
  const box = useRef(null)
  const atEnd = useRef(true)
  const [below, setBelow] = useState(false)

  useEffect(() => {
    const shown = box.current
    const looked = () => {
      const { scrollTop, scrollHeight, clientHeight } = shown
      atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR
      if (atEnd.current) setBelow(false)
    }
    const resized = new ResizeObserver(() => { if (atEnd.current) down(shown) })
    shown.addEventListener("scroll", looked, { passive: true })
    resized.observe(shown)
    return () => { shown.removeEventListener("scroll", looked); resized.disconnect() }
  }, [])

  useLayoutEffect(() => {
    if (!newest) return
    if (atEnd.current) down(box.current)
    else setBelow(true)
  }, [newest])

  return { box, below, toEnd: () => { atEnd.current = true; down(box.current); setBelow(false) } }
}

const down = box => { box.scrollTop = box.scrollHeight }
