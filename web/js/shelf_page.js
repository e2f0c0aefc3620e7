// shelf_page.js: the page where own words are read again, by whoever has their six words or their passkey.
import "./page.js"
import { facts, wordsOf } from "./facts.js"
import { html, render } from "./helpers/html.js"
import { learn } from "./helpers/words.js"
import { Shelf } from "./parts/shelf.js"

const { lang } = facts()
learn(await wordsOf(`${lang}-shelf`))
const shown = document.getElementById("shelf")
render(html`<${Shelf} lang=${lang} />`, shown)
document.querySelector("[data-no-script]").hidden = true
addEventListener("pagehide", () => render(null, shown))
addEventListener("pageshow", event => { if (event.persisted) render(html`<${Shelf} lang=${lang} />`, shown) })
