// page.js: what every page of the house does, whatever is on it.
import { watch } from "./quick_exit.js"
import { begin } from "./visit.js"
import { keepHelp } from "./worker.js"

watch()
begin()
keepHelp()
