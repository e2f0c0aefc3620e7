// shelf.js: six words open the box. What was in it is read here, saved, or let go for good.
import { unseal } from "../frames.js"
import { save } from "../helpers/files.js"
import { html, useEffect, useRef, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { fileOf } from "../own_words.js"
import { askPasskey, canPasskey } from "../passkey.js"
import { keysOf, plain, secretOf, unboxed } from "../shelf.js"
import { letGo, listOf, open } from "../shelf_house.js"
import { Do, May } from "./buttons.js"
import { Refusal } from "./refusal.js"

const SIX = 6

/** A word that is on none of our lists was written down or typed otherwise: say which, before anybody despairs. */
async function strangers(typed) {
  const lists = await Promise.all(["en", "es"].map(listOf)).catch(() => [])
  const known = new Set(lists.flat().flatMap(plain))
  return known.size ? plain(typed).filter(word => !known.has(word)) : []
}

async function opened(secret) {
  const keys = await keysOf(secret)
  const found = await open(keys.place)
  if (found.refused) return { refused: found.refused }
  const said = await unboxed(found, keys)
  return said ? { place: keys.place, words: said.map(raw => ({ words: unseal(raw) })) } : { refused: "not-own" }
}

export const Shelf = ({ lang }) => {
  const [box, setBox] = useState(null)
  const [gone, setGone] = useState(false)
  if (gone) return html`<section class="slip"><p role="status">${t("shelf.gone")}</p></section>`
  const go = async () => { if ((await letGo(box.place)).gone) { setBox(null); setGone(true) } }
  return box?.words ? html`<${Read} ...${{ words: box.words, lang, go }} />` : html`<${Open} ...${{ box, setBox }} />`
}

const Open = ({ box, setBox }) => {
  const [typed, setTyped] = useState("")
  const [is, setIs] = useState("waiting")
  const [odd, setOdd] = useState([])
  const [passkeys, setPasskeys] = useState(false)
  useEffect(() => { canPasskey().then(setPasskeys) }, [])
  const bySecret = async secret => {
    setIs("opening")
    const found = secret ? await opened(secret) : { refused: "passkey" }
    setOdd(found.refused === "nothing-on-the-shelf" ? await strangers(typed) : [])
    setIs("waiting")
    setBox(found)
  }
  const bySix = async event => {
    event.preventDefault()
    if (is === "opening") return
    if (plain(typed).length !== SIX) return setBox({ refused: "six" })
    return bySecret(await secretOf(typed))
  }
  return html`<form class="ask" onSubmit=${bySix}>
      <label for="six">${t("shelf.six")}</label>
      <input id="six" type="text" autocomplete="off" autocapitalize="none" spellcheck=${false} maxlength="200" value=${typed} onInput=${event => setTyped(event.target.value)} />
      <div class="acts"><button class="do" type="submit" disabled=${is === "opening"}>${t("shelf.open")}</button>
        ${passkeys && html`<${May} press=${async () => bySecret(await askPasskey().catch(() => null))}>${t("shelf.open-passkey")}<//>`}</div>
    </form>
    <div role="status">${is === "opening" ? html`<p>${t("shelf.opening")}</p>` : html`<${Not} ...${{ refused: box?.refused, odd }} />`}</div>`
}

const OURS = { six: "shelf.six.count", passkey: "shelf.passkey.none", "not-own": "shelf.not-own" }

const Not = ({ refused, odd }) => refused in OURS
  ? html`<p class="refused">${t(OURS[refused])}</p>`
  : html`<${Refusal} refused=${refused && { no: refused, facts: { n: 60 } }} />${odd.length > 0 && html`<p>${t("shelf.six.odd", { words: odd.join(", ") })}</p>`}`

const Read = ({ words, lang, go }) => {
  const [sure, setSure] = useState(false)
  const top = useRef(null)
  useEffect(() => top.current.focus(), [])
  const write = () => save("notes.html", fileOf(words, { title: t("keep-mine.file"), lang, day: t("keep-mine.file") }), "text/html")
  return html`<section class="shelf" aria-labelledby="own">
    <h2 id="own" tabindex="-1" ref=${top}>${t("shelf.yours")}</h2>
    <div class="own-words">${words.map(({ words: { text, note } }, n) => html`<blockquote key=${n}>${note && html`<b>${note}</b>`}${text.split(/\n{2,}/).map((part, m) => html`<p key=${m}>${part}</p>`)}</blockquote>`)}</div>
    <div class="acts"><${Do} press=${write}>${t("do.save-mine")}<//>${sure
      ? html`<${May} press=${go}>${t("shelf.let-go.sure")}<//>`
      : html`<${May} press=${() => setSure(true)}>${t("shelf.let-go")}<//>`}</div>
    ${sure && html`<p role="status">${t("shelf.let-go.small")}</p>`}
  </section>`
}
