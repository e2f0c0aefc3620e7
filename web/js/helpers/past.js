// past.js: what is not the newest, and has been shown as it is. A browser may leave it alone until somebody comes near; style says so.
import { useEffect, useLayoutEffect, useRef } from "./html.js"

/** For the box of `words`. Where they change they are shown once, so that the browser knows how high they are. */
export function usePast(words, newest) {
  const box = useRef(null)
  useLayoutEffect(() => { box.current.removeAttribute("data-past") }, [words])
  useEffect(() => { box.current.toggleAttribute("data-past", !newest) }, [words, newest])
  return box
}
