// awake.js: while somebody has the turn, their screen stays on; a turn must not end in a dark phone. At no other time.
import { useEffect } from "./html.js"

export function useAwake(on) {
  useEffect(() => {
    if (!on || !navigator.wakeLock) return
    let lock = null
    let over = false
    const hold = async () => {
      if (document.hidden || over || (lock && !lock.released)) return
      const held = await navigator.wakeLock.request("screen").catch(() => null)      // a phone that saves its battery may say no
      if (over) held?.release()
      else lock = held
    }
    hold()
    document.addEventListener("visibilitychange", hold)      // looked away from, a browser lets go by itself
    return () => {
      over = true
      document.removeEventListener("visibilitychange", hold)
      lock?.release()
    }
  }, [on])
}
