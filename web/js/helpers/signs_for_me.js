// signs_for_me.js: a soft sound or a short buzz, only for who asked for it, and only for as long as this page is open.
import { useEffect, useRef } from "./html.js"
import { allowSound, ring } from "./sound.js"

const BUZZ = 60      // ms; once, and short: nobody else in a quiet room should hear it

export const canBuzz = () => Boolean(globalThis.navigator?.vibrate) && (globalThis.matchMedia?.("(pointer: coarse)").matches ?? false)

/** Called from a press: it shows at once what it will be like. */
export function allow(kind) {
  if (kind === "sound") allowSound()
  else navigator.vibrate(BUZZ)
}

/** Gives the signs that were asked for, when something came that was not there before. */
export function useSigns(chosen, now) {
  const known = useRef(null)
  const any = chosen.sound || chosen.buzz
  useEffect(() => {
    if (!any) return
    if (known.current && now.some(each => each && !known.current.has(each))) {
      if (chosen.sound) ring()
      if (chosen.buzz) navigator.vibrate?.(BUZZ)
    }
    known.current = new Set(now)
  }, [any, now.join(" ")])
}
