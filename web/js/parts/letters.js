// letters.js: words between one person and the guides, as a short play. Nobody else reads them.
import { html, useId } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { May } from "./buttons.js"
import { Composer } from "./composer.js"
import { Refusal } from "./refusal.js"
import { Said } from "./said.js"

/** `whom` is whom the thread concerns; `about` says which thread it is on the wire. `to` is who reads it. */
export const Letters = ({ meeting, whom, about, to, title = t("do.write-to", { name: to }), letters, level = 2 }) => {
  const id = useId()
  const { ask, refused } = useAsking(() => meeting.write(`letter ${whom} ${about}`, whom, about))
  const H = `h${level}`
  return html`<section tabindex="-1" aria-labelledby=${id} class="letters">
    <${H} id=${id}>${title}<//>
    ${letters.map(letter => html`<${Letter} key=${`${letter.by.seat} ${letter.n}`} letter=${letter} mine=${letter.by.seat === meeting.known.me} />`)}
    <${Composer} drafts=${meeting.drafts} box=${`letter ${whom} ${about}`} label=${t("letters.to", { name: to })} rows=${2} send=${() => ask()} />
    <div class="acts"><${May} press=${() => ask()}>${t("letters.send", { name: to })}<//></div>
    <${Refusal} ...${{ refused }} />
  </section>`
}

export const Letter = ({ letter, mine }) => html`<article class="share">
  <h3>${mine ? t("you") : letter.by.name} ${letter.by.mark && !mine && html`<span>${t(`mark.${letter.by.mark}`)}</span>`}</h3>
  <${Said} text=${letter.words.text} />
</article>`

const ELSEWHERE = new Set(["report", "handled", "back_channel"])

/** Those of one person's thread; reports, what came of them and the back channel are elsewhere. */
export const threadOf = (letters, whom) => letters.filter(({ of, about }) => of.seat === whom && !ELSEWHERE.has(about))
