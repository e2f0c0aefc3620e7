// for_few.js: a place for what only those need who have people beside them in a room. It comes when it is first wanted.
import { html, useEffect, useRef } from "../helpers/html.js"
import { later } from "../helpers/later.js"

export const ForFew = ({ meeting, lang, part }) => {
  const place = useRef(null)
  useEffect(() => {
    let away = null, gone = false
    const drawn = later(meeting.house.hub).then(({ draw }) => draw(place.current, { meeting, lang, part }))
    drawn.then(undo => { away = undo; if (gone) undo() }, () => {})
    return () => { gone = true; away?.() }
  }, [])
  return html`<div ref=${place}></div>`
}
