// count.js: how long words are, as people count: what they see as one character is one, whatever it is made of.
import { seal } from "../frames.js"

export const LONGEST = 2000
const LONGEST_BYTES = 8192       // what the house takes, packet and all (server/room/words.py)
const NEARLY = 200

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })
const bytes = new TextEncoder()

export function length(text) {
  if (text.length <= LONGEST - NEARLY) return text.length     // cannot be too long, so there is no need to look closely
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

export const tooLong = (text, note = "") => length(text) > LONGEST || bytes.encode(seal({ text, note, back: "same_here" })).length > LONGEST_BYTES

/** "room", "nearly" full, or "over". */
export const space = text => tooLong(text) ? "over" : length(text) > LONGEST - NEARLY ? "nearly" : "room"

/** The same words in parts that each may go: broken between paragraphs, else sentences, else words, else anywhere. */
export function parts(text) {
  const found = []
  let rest = text.trim()
  while (tooLong(rest)) {
    const head = longestHead(rest)
    const cut = breakIn(head)
    found.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  return rest ? [...found, rest] : found
}

function longestHead(text) {
  let head = ""
  let count = 0
  for (const { segment, index } of graphemes.segment(text)) {
    if (++count > LONGEST || (count % 64 === 0 && tooLong(head))) return head.slice(0, safely(head))
    head = text.slice(0, index + segment.length)
  }
  return head.slice(0, safely(head))
}

/** As much of it as fits in bytes, for letters that take many. */
function safely(head) {
  let upto = head.length
  while (tooLong(head.slice(0, upto))) upto = Math.floor(upto * 0.9)
  return upto
}

function breakIn(head) {
  const half = head.length / 2
  for (const mark of ["\n", /[.!?…]\s/g, " "]) {
    const at = lastOf(head, mark)
    if (at > half) return at + 1
  }
  return head.length
}

const lastOf = (text, mark) =>
  typeof mark === "string" ? text.lastIndexOf(mark) : [...text.matchAll(mark)].at(-1)?.index ?? -1
