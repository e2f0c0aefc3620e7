// landing.js: with a link you can come in; without one you can still read what would happen.
import "./page.js"
import { invitation } from "./visit.js"

function show() {
  for (const part of document.querySelectorAll("[data-invited]")) part.hidden = (part.dataset.invited === "yes") !== Boolean(invitation())
}

addEventListener("invited", show)
show()
