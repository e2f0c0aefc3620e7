// asks.js: a button that asks once before what cannot be taken back; a reason may be chosen from the list.
import { html, useEffect, useId, useRef, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { Do, May } from "./buttons.js"

/** Three dots say that it asks first. `reasons` are codes; the answer to `act` is the chosen one. */
export const Asks = ({ kind = May, label, question, yes = label, reasons = null, title, act }) => {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (!open) return html`<${kind} title=${title} press=${() => setOpen(true)}>${label}…<//>`
  return html`<${Question} ...${{ question, yes, reasons, close }} act=${reason => { close(); act(reason) }} />`
}

const Question = ({ question, yes, reasons, act, close }) => {
  const id = useId()
  const here = useRef(null)
  const [reason, setReason] = useState(null)
  useEffect(() => { here.current.focus() }, [])
  const escape = event => { if (event.key === "Escape") close() }
  return html`<div class="asks" role="group" aria-labelledby=${id} tabindex="-1" ref=${here} onKeyDown=${escape}>
    <p id=${id}>${question}</p>
    ${reasons && html`<${Reasons} ...${{ reasons, reason, setReason, label: question }} />`}
    <div class="acts"><${Do} press=${() => act(reason)} disabled=${Boolean(reasons) && !reason}>${yes}<//><${May} press=${close}>${t("do.back")}<//></div>
  </div>`
}

const Reasons = ({ reasons, reason, setReason, label }) => {
  const name = useId()
  return html`<fieldset class="pick"><legend class="unseen">${label}</legend>
    ${reasons.map(code => html`<label key=${code}><input type="radio" name=${name} checked=${code === reason} onChange=${() => setReason(code)} />
      ${t(`reason.${code}.short`)}</label>`)}
  </fieldset>`
}
