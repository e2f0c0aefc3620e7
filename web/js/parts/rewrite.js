// rewrite.js: better words for one's own share, where it stands.
import { html, useId, useState } from "../helpers/html.js"
import { useDraft } from "../helpers/drafts.js"
import { t } from "../helpers/words.js"
import { Aside, May } from "./buttons.js"
import { Gentle } from "./gentle.js"
import { Refusal } from "./refusal.js"

export const Rewrite = ({ share, meeting, done }) => {
  const id = useId()
  const key = `edit ${share.n}`
  const [draft, write] = useDraft(meeting.drafts, key)
  const [no, setNo] = useState(null)
  const [begun, setBegun] = useState(Boolean(draft.text))
  const text = begun ? draft.text : share.words.text
  const close = () => { meeting.drafts.clear(key); done() }
  const save = async () => {
    const answer = await meeting.edit(share, text)
    if (answer.ok) close()
    else setNo(answer)
  }
  return html`<div class="ask">
    <label for=${id} class="unseen">${t("share.change-label")}</label>
    <textarea id=${id} class="said" rows="3" value=${text} onInput=${event => { setBegun(true); write({ text: event.target.value }) }}></textarea>
    ${no?.hold && html`<${Gentle} rule=${no.hold} />`}
    <${Refusal} refused=${no?.refused && { no: no.refused, facts: no.facts }} />
    <div class="acts"><${May} press=${save}>${t("do.save")}<//><${Aside} press=${close}>${t("do.back")}<//></div>
  </div>`
}
