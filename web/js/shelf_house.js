// shelf_house.js: what is asked of the house about the shelf. Nothing that opens a box is ever in it.
import { answered } from "./helpers/posting.js"

/** The public list that six words are drawn from. */
export const listOf = async lang => (await fetch(new URL(`../six/${lang === "es" ? "es" : "en"}.json`, import.meta.url))).json()

export const put = (handle, given) => answered(`/in/${handle}/shelf`, given)
export const open = place => answered("/shelf/open", { place })
export const letGo = place => answered("/shelf/let-go", { place })
