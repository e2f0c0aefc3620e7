// receipt_page.js: a file is chosen, read and checked here; it is sent nowhere, unless this browser cannot check by itself.
import "./page.js"
import { wordsOf, facts } from "./facts.js"
import { html, render } from "./helpers/html.js"
import { learn, t } from "./helpers/words.js"
import { Checked } from "./parts/checked.js"
import { readSigned, verdict } from "./signed.js"

const { lang } = facts()
const house = document.querySelector('meta[name="house-key"]').content
const shown = document.getElementById("checked")
learn(await wordsOf(lang))

async function atTheHouse(text) {
  const answer = await fetch("/receipt/check", { method: "POST", headers: { "content-type": "application/json" }, body: text })
  return answer.ok ? (await answer.json()).verdict : null
}

async function check(file) {
  const text = await file.text()
  const signed = readSigned(text)
  if (!signed) return { is: "unreadable" }
  const here = await verdict(signed, house)
  if (here) return { is: here, signed }
  return { is: await atTheHouse(text).catch(() => null), signed, byTheHouse: true }
}

async function show([file]) {
  if (!file) return
  render(html`<${Checked} ...${await check(file)} lang=${lang} />`, shown)
  shown.focus()
}

const input = document.getElementById("file")
input.addEventListener("change", () => show(input.files))
document.querySelector("form").hidden = false
document.querySelector("[data-no-script]").hidden = true
show(input.files)   // a browser may bring back what was chosen before a reload
