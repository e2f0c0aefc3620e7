// go_there.js: over to the room of two. A guide's meeting must not lose its guide: theirs opens on a page beside this one.
import { html, useState } from "../helpers/html.js"
import { t } from "../helpers/words.js"
import { wayAside } from "../aside.js"
import { Do } from "./buttons.js"
import { Refusal } from "./refusal.js"

export const GoThere = ({ handle, beside = false }) => {
  const [href, setHref] = useState(null)
  const [refused, setRefused] = useState(null)
  const go = async () => {
    try {
      const found = await wayAside(handle)
      if (beside) setHref(found)
      else location.replace(found)
    } catch (trouble) {
      setRefused({ no: trouble.refused ?? "house-is-busy", facts: {} })
    }
  }
  if (href) return html`<a class="do" href=${href} target="_blank" rel="noopener">${t("do.go-to-two")}</a><p class="small soft">${t("desk.alone.new-page")}</p>`
  return html`<${Do} press=${go}>${t(beside ? "do.open-room" : "do.go-to-two")}<//><${Refusal} ...${{ refused }} />`
}
