// focus.js: where a pressed button goes away, the keyboard stays in the place it was in. Nothing else ever moves the focus.
import { useEffect, useLayoutEffect, useRef } from "./html.js"

/** Sections that may hold the keyboard when what it was on has gone carry tabindex -1. */
export function useKeptFocus() {
  const place = useRef(null)
  useEffect(() => {
    const noted = event => { place.current = event.target.closest('section[tabindex="-1"], main') }
    addEventListener("focusin", noted)
    return () => removeEventListener("focusin", noted)
  }, [])
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || !place.current?.isConnected) return
    place.current.focus({ preventScroll: true })
    if (document.activeElement === document.body) place.current = null      // it is folded away; to ask at each change would lay out the page each time
  })
}

/** For a view somebody asked for by a press: its heading is where reading goes on. */
export const useFocusOnce = () => {
  const here = useRef(null)
  useEffect(() => { here.current?.focus({ preventScroll: true }) }, [])
  return here
}
