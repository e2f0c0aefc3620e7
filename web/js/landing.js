// landing.js: with a link you can come in, and see when and with whom; without one you can still read what would happen.
import "./page.js"
import { spoken, told } from "./invitation.js"
import { invitation } from "./visit.js"

function show() {
  const known = told(invitation() ?? "")
  const said = known ? spoken(known, document.documentElement.lang) : {}
  for (const part of document.querySelectorAll("[data-invited]")) part.hidden = (part.dataset.invited === "yes") !== Boolean(invitation())
  for (const fact of document.querySelectorAll("[data-told]")) {
    fact.hidden = !said[fact.dataset.told]
    fact.querySelector("dd").textContent = said[fact.dataset.told] ?? ""
  }
}

addEventListener("invited", show)
show()
