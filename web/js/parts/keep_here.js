// keep_here.js: own words into a box on the shelf. Six words are shown once, written down by hand, and then the box closes.
import { html, useEffect, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { canPasskey, newPasskey } from "../passkey.js"
import { boxed, drawn, keysOf, secretOf } from "../shelf.js"
import { letGo, put } from "../shelf_house.js"
import { Aside, Do, May } from "./buttons.js"
import { Refusal } from "./refusal.js"

const longDay = (day, lang) => new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day))

export const KeepHere = ({ handle, lang, list, shares }) => {
  const [six, setSix] = useState(null)
  const [kept, setKept] = useState(null)
  const [is, setIs] = useState("choosing")
  const keep = async secret => {
    setIs("closing")
    const keys = secret && await keysOf(secret)
    const answer = keys ? await put(handle, await boxed(shares, keys)) : { refused: "passkey" }
    setKept(answer.until ? { ...answer, place: keys.place } : answer)
    setIs(answer.until ? "kept" : "choosing")
    setSix(null)
  }
  const byPasskey = async () => keep(await newPasskey(t("shelf.passkey.name")).catch(() => null))
  const takeBack = async () => { if ((await letGo(kept.place)).gone) { setKept(null); setIs("gone") } }
  return html`<section class="shelf" aria-labelledby="shelf" aria-live="polite">
    <h3 id="shelf">${t("shelf.title")}</h3>
    ${is === "closing" ? html`<p role="status">${t("shelf.closing")}</p>`
      : is === "kept" ? html`<${Kept} ...${{ kept, lang, takeBack }} />`
      : is === "gone" ? html`<p role="status">${t("shelf.gone")}</p>`
      : six ? html`<${Six} ...${{ six, yes: async () => keep(await secretOf(six.join(" "))), no: () => setSix(null) }} />`
      : html`<${Choice} bySix=${() => setSix(drawn(list))} ...${{ byPasskey, refused: kept?.refused }} />`}
  </section>`
}

const Choice = ({ bySix, byPasskey, refused }) => {
  const [passkeys, setPasskeys] = useState(false)
  useEffect(() => { canPasskey().then(setPasskeys) }, [])
  return html`<p>${t("shelf.what")}</p>
    <div class="acts"><${May} press=${bySix}>${t("shelf.by-six")}<//>${passkeys && html`<${May} press=${byPasskey}>${t("shelf.by-passkey")}<//>`}</div>
    ${passkeys && html`<p class="soft">${t("shelf.passkey.small")}</p>`}
    ${refused === "passkey" ? html`<p class="refused">${t("shelf.passkey.none")}</p>` : html`<${Refusal} refused=${refused && { no: refused, facts: { n: 60 } }} />`}`
}

const Six = ({ six, yes, no }) => html`<p>${t("shelf.write-down")}</p>
  <ol class="six" translate="no">${six.map(word => html`<li key=${word}>${word}</li>`)}</ol>
  <p class="soft">${t("shelf.write-down.small")}</p>
  <div class="acts"><${Do} press=${yes}>${t("shelf.written-down")}<//><${Aside} press=${no}>${t("do.back")}<//></div>`

const Kept = ({ kept, lang, takeBack }) => html`<p role="status">${t("shelf.kept", { day: longDay(kept.until, lang) })}</p>
  <p>${t("shelf.where")} <a href="/shelf">${t("shelf.page")}</a></p>
  <div class="acts"><${May} press=${takeBack}>${t("shelf.take-back")}<//></div>`
