// help.js: the help page, on a line or without one.
import "./page.js"
import { attend } from "./card.js"

attend(document.querySelector("[data-card]"))
