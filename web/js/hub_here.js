// hub_here.js: comes for whoever has people beside them in a physical room. It draws into the place it is given, and follows the meeting.
import { wordsOf } from "./facts.js"
import { html, render, useEffect, useState } from "./helpers/html.js"
import { learn } from "./helpers/words.js"
import { DeskRoom } from "./parts/desk_room.js"
import { TurnBeside } from "./parts/for_them.js"

const PARTS = { desk: DeskRoom, turn: TurnBeside }
let words = null

/** Resolves to how it is taken away again. */
export async function draw(place, { meeting, lang, part }) {
  words ??= wordsOf(`${lang}-hub`).then(learn)
  await words
  render(html`<${Following} ...${{ meeting }} of=${PARTS[part]} />`, place)
  return () => render(null, place)
}

const Following = ({ meeting, of: Part }) => {
  const [, redraw] = useState(0)
  useEffect(() => meeting.watch(() => redraw(n => n + 1)), [meeting])
  const { known, act } = meeting
  const { picture, you } = known
  return picture?.floor && you?.here ? html`<${Part} ...${{ meeting, known, picture, you, act }} />` : null
}
