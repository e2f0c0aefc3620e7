// ticking.js: the passing of time for the few parts that show it. Slow on purpose: nothing on the page runs.
import { useEffect, useState } from "./html.js"

/** Redraws every `seconds`, and hands in the room's time. */
export function useNow(now, seconds = 5) {
  const [, redraw] = useState(0)
  useEffect(() => {
    const id = setInterval(() => redraw(n => n + 1), seconds * 1000)
    return () => clearInterval(id)
  }, [seconds])
  return now()
}
