// add_note.js: what a share may carry besides its text: a note that folds it, and what the speaker would like back.
import { html, useId } from "../helpers/html.js"
import { useDraft } from "../helpers/drafts.js"
import { t } from "../helpers/words.js"
import { EnterChoice } from "./composer.js"

const WISHES = { listen: "do.only-listen", same_here: "do.same-here-ok", ideas: "do.ideas-welcome" }

/** `wish` is asked for where the room lets people answer, and told to the room as soon as it is chosen. */
export const AddNote = ({ drafts, wish = null, chosen }) => {
  const id = useId()
  const [draft, write] = useDraft(drafts, "say")
  const choose = back => { write({ back }); wish?.(back) }
  const shown = event => { if (event.currentTarget.open) document.getElementById(id)?.focus() }      // on a phone the field is below the edge
  return html`<details class="more" onToggle=${shown}><summary>${t("composer.note")}</summary>
    <div class="ask"><label for=${id}>${t("composer.talks-about")}</label>
      <p class="soft" id=${`${id}-why`}>${t("content-note")}</p>
      <input id=${id} aria-describedby=${`${id}-why`} type="text" autocomplete="off" maxlength="60" value=${draft.note} onInput=${event => write({ note: event.target.value })} /></div>
    ${wish && html`<fieldset class="pick"><legend>${t("what-back")}</legend>
      ${Object.entries(WISHES).map(([code, key]) => html`<label key=${code}><input type="radio" name=${id} checked=${(draft.back || chosen) === code}
        onChange=${() => choose(code)} />${t(key)}</label>`)}
    </fieldset>`}
    <${EnterChoice} />
  </details>`
}
