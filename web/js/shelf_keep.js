// shelf_keep.js: comes when somebody at the goodbye wants their own words kept here. It draws into the place it is given.
import { wordsOf } from "./facts.js"
import { html, render } from "./helpers/html.js"
import { learn } from "./helpers/words.js"
import { KeepHere } from "./parts/keep_here.js"
import { listOf } from "./shelf_house.js"

export async function keepHere(root, { lang, ...rest }) {
  const [words, list] = await Promise.all([wordsOf(`${lang}-shelf`), listOf(lang)])
  learn(words)
  render(html`<${KeepHere} ...${{ lang, list, ...rest }} />`, root)
}
