// composer.js: the box people write in. Enter is a new line unless somebody chose otherwise; only words go in.
import { html, useId, useState } from "../helpers/html.js"
import { space } from "../helpers/count.js"
import { useDraft } from "../helpers/drafts.js"
import { sends } from "../helpers/keys.js"
import { t } from "../helpers/words.js"

const choice = { enterSends: false }      // for as long as this page is open

const bringsFiles = data => [...(data?.items ?? [])].some(item => item.kind === "file")

export const Composer = ({ drafts, box, label, send = null, rows = 3, begun }) => {
  const id = useId()
  const [draft, write] = useDraft(drafts, box)
  const [files, setFiles] = useState(false)
  const onInput = event => {
    write({ text: event.target.value })
    begun?.()
  }
  const onlyWords = event => {
    const brought = bringsFiles(event.clipboardData ?? event.dataTransfer)
    if (brought) event.preventDefault()
    setFiles(brought)
  }
  const onKeyDown = event => {
    if (!send || !sends(event, choice.enterSends)) return
    event.preventDefault()
    send()
  }
  return html`<div class="ask">
    <label for=${id} class="unseen">${label}</label>
    <textarea id=${id} class="said" dir="auto" data-box=${box} rows=${rows} autocomplete="off" value=${draft.text}
      ...${{ onInput, onKeyDown }} onPaste=${onlyWords} onDrop=${onlyWords}></textarea>
    ${files && html`<p class="still">${t("refusal.words-only")}</p>`}
    ${space(draft.text) !== "room" && html`<p class="still">${t(`composer.${space(draft.text)}`)}</p>`}
  </div>`
}

/** How Enter works here, said where it matters, and changeable. Only for keyboards: on a phone Enter is always a new line. */
export const EnterChoice = () => {
  const [on, setOn] = useState(choice.enterSends)
  const change = event => { choice.enterSends = event.target.checked; setOn(choice.enterSends) }
  return html`<label class="enter"><input type="checkbox" checked=${on} onChange=${change} />
    <span>${t("composer.enter-sends")}. <span class="soft">${t(on ? "composer.enter.on" : "composer.enter.off")}</span></span></label>`
}
