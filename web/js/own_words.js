// own_words.js: the words of this person alone, held back from forgetting while they want that. On this page, and nowhere else.
import { same } from "./frames.js"
import { byItself } from "./picture.js"

const MARKUP = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }
const plain = text => text.replace(/[&<>"]/g, sign => MARKUP[sign])

export class OwnWords {
  on = false
  words = []      // own shares, in the order they were said

  /** Yes or no, as often as one likes; no lets go of everything at once. The house is never told. */
  want(on, known) {
    this.on = on
    if (!on) this.words = []
    else this.hear(known)
  }

  /** What stands on the page now: own shares come along as they are by now, and what was taken back goes. */
  hear({ me, shares, picture }, { is, ref } = {}) {
    if (!this.on) return
    const mine = shares.filter(share => share.seat === me).map(byItself)
    const gone = share => picture?.retracted?.some(other => same(other, share)) || (is === "retracted" && same(ref, share))
    const kept = this.words.map(share => mine.find(other => same(other, share)) ?? share)
    const added = mine.filter(share => !kept.some(other => same(other, share)))
    this.words = [...kept, ...added].filter(share => !gone(share))
  }

  file(about) { return fileOf(this.words, about) }
}

/** A page to read anywhere, without a name, a meeting or another person in it. */
export function fileOf(words, { title, lang, day }) {
  const said = words.map(({ words: { text, note } }) => `${note ? `<h2>${plain(note)}</h2>\n` : ""}${text.split(/\n{2,}/).map(part => `<p>${plain(part).replace(/\n/g, "<br>\n")}</p>`).join("\n")}`)
  return `<!doctype html>\n<html lang="${lang}">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${plain(title)}</title>\n<h1>${plain(day)}</h1>\n${said.join("\n<hr>\n")}\n</html>\n`
}
