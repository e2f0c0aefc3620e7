// warned.js: ten minutes, then five: told once aloud, and written at the end of the words, so that nobody is cut off unawares.
import { html, useEffect, useRef } from "../helpers/html.js"
import { useNow } from "../helpers/ticking.js"
import { warning } from "../helpers/time.js"
import { t } from "../helpers/words.js"

export const Warned = ({ meeting, ends }) => {
  const told = useRef({ ends, keys: new Set() })
  const left = ends - useNow(meeting.now, 10)
  if (told.current.ends !== ends) told.current = { ends, keys: new Set() }
  const due = warning(left, told.current.keys)
  useEffect(() => {
    if (!due) return
    told.current.keys.add(due)
    meeting.say(t(due))
  }, [due])
  const shown = warning(left, new Set())
  return shown && html`<p class="still">${t(shown)}</p>`
}
