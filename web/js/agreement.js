// agreement.js: knocks. What was typed stays typed, a refusal is a sentence beside what it is about, and focus stays put.
import "./page.js"
import { able } from "./able.js"
import { spelled } from "./helpers/bytes.js"
import { inTongue } from "./helpers/tongue.js"
import { spoken, told } from "./invitation.js"
import { invitation } from "./visit.js"

const form = document.querySelector("form[data-knock]")
const sentences = document.getElementById("refusals").content
const PATIENCE = 15_000      // ms; a line may hang without ever saying so, and somebody stands at the door
const ABOUT_THE_NAME = /^name-/
const ONCE = spelled(crypto.getRandomValues(new Uint8Array(18)))      // a knock whose answer was lost is the same knock when it is sent again

/** What the server is asked; `agreed` says which versions this page showed. */
function knock(fields) {
  return {
    invitation: invitation(),
    name: fields.get("name").trim(),
    pronouns: fields.get("pronouns").trim(),
    listen_only: fields.has("listen_only"),
    more_time: fields.has("more_time"),
    newcomer: fields.has("newcomer"),
    once: ONCE,
    agreed: { agreement: form.dataset.agreement, limits: form.dataset.limitsVersion },
  }
}

async function ask(fields) {
  const [door, asked] = sits(fields) ? ["/here", { invitation: invitation(), code: fields.get("code"), agreed: knock(fields).agreed }] : [form.action, knock(fields)]
  const answer = await fetch(door, {
    method: "POST", credentials: "same-origin", headers: { "content-type": "application/json" },
    body: JSON.stringify(asked), signal: AbortSignal.timeout(PATIENCE),
  })
  return answer.json()
}

// ── a phone in a physical room ──

const byLink = () => Boolean(told(invitation() ?? "")?.code)
/** Whether this phone goes to a seat that is there already: by its link, or by a code somebody typed. */
const sits = fields => byLink() || /\d/.test(fields.get("code"))

/** Whoever has a seat is asked for no name. */
function fit() {
  const seated = sits(new FormData(form))
  const shown = { link: byLink(), typed: !byLink() && told(invitation() ?? "")?.role === "participant", any: seated }
  for (const part of form.querySelectorAll("[data-knocks]")) part.hidden = seated
  for (const part of form.querySelectorAll("[data-sits]")) part.hidden = !shown[part.dataset.sits]
}

// ── being refused ──

/** The sentence for a refusal, with its facts filled in. A name we do not know says that the page is behind. */
function sentence(refused, facts) {
  const found = sentences.querySelector(`[data-refusal="${CSS.escape(refused)}"]`) ?? sentences.querySelector('[data-refusal="page-is-old"]')
  return found.textContent.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole)
}

const besideWhat = refused =>
  ABOUT_THE_NAME.test(refused) ? "name" : refused === "agreement-first" ? "agreed" : refused === "code-not-valid" && !byLink() ? "code" : "knock"

function clear() {
  for (const place of form.querySelectorAll("[data-refused-at]")) place.replaceChildren()
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid")
}

function tell(refused, facts = {}) {
  const where = besideWhat(refused)
  const place = form.querySelector(`[data-refused-at="${where}"]`)
  place.textContent = sentence(refused, { n: form.elements.name.maxLength, ...facts })
  form.elements[where]?.setAttribute("aria-invalid", "true")
  place.closest(".ask, .go").scrollIntoView({ block: "nearest" })      // with the field it is about
}

// ── knocking ──

let knocking = false
async function submit(event) {
  event.preventDefault()
  if (knocking) return
  clear()
  const fields = new FormData(form)
  if (!sits(fields) && !fields.get("name").trim()) return tell("name-not-usable")
  if (!fields.has("agreed")) return tell("agreement-first")
  knocking = true
  form.setAttribute("aria-busy", "true")
  try {
    const { in: door, refused, ...facts } = await ask(fields)
    if (door) return location.replace(inTongue(door))      // still knocking: a second press while the room loads would be a second person
    tell(refused, facts)
  } catch {
    tell("line-is-lost")
  }
  rest()
}

function rest() {
  knocking = false
  form.removeAttribute("aria-busy")
}

// ── what the invitation says ──

/** Names who guides, where they are several: one name alone would not fit the verbs. Asks a guide only what concerns a guide. */
function fillIn(known) {
  const several = known?.guides.length > 1
  const { guides } = several ? spoken(known, document.documentElement.lang) : {}
  if (several) for (const part of document.querySelectorAll("[data-named]")) part.textContent = part.dataset.named.replaceAll("{guides}", guides)
  for (const choice of form.querySelectorAll("[data-for]")) choice.hidden = choice.dataset.for !== (known?.role ?? choice.dataset.for)
}

/** With a link and a browser that can keep the promise there is a form; else the page says what is missing. */
function ready() {
  const missing = !able() ? "browser" : !invitation() ? "invitation" : ""
  form.hidden = Boolean(missing)
  for (const note of document.querySelectorAll("[data-missing]")) note.hidden = note.dataset.missing !== missing
  fillIn(told(invitation() ?? ""))
  fit()
}

form.addEventListener("submit", submit)
form.addEventListener("input", fit)
addEventListener("invited", ready)
addEventListener("pageshow", rest)      // whoever comes back to this page may knock again
ready()
