// desk_wall.js: a screen for the physical room: its link, whether it shows the circle, and how it comes down.
import { html, useState } from "../helpers/html.js"
import { useAsking } from "../helpers/asking.js"
import { t } from "../helpers/words.js"
import { askWall } from "../line.js"
import { Asks } from "./asks.js"
import { May } from "./buttons.js"
import { Refusal } from "./refusal.js"

export const DeskWall = ({ meeting, picture, act }) => {
  const { ask, refused } = useAsking(act)
  const [link, setLink] = useState("")
  const [said, say] = useState(null)
  const make = () => askWall(meeting.house.handle).then(made => { setLink(made); say(null) }, () => say("desk.wall.trouble"))
  const copy = () => navigator.clipboard.writeText(link).then(() => say("desk.wall.copied"), () => say("desk.wall.trouble"))
  const walls = picture.desk?.walls ?? []
  return html`<section class="desk-wall" tabindex="-1" aria-labelledby="wall"><h3 id="wall">${t("desk.wall")}</h3>
    ${walls.map(({ invitation, lit }) => html`<div class="row" key=${invitation}><p>${t(lit ? "desk.wall.lit" : "desk.wall.dark")}</p>
      <${Asks} label=${t("desk.wall.down")} question=${t("desk.wall.down.asks")} act=${() => ask("revoke_invitation", { invitation })} /></div>`)}
    <p class="small soft">${t("desk.wall.tip")}</p>
    ${link ? html`<label class="ask"><span class="small">${t("desk.wall.link")}</span><input class="link" type="text" readonly value=${link} onFocus=${event => event.target.select()} /></label>
      <div class="acts"><${May} press=${copy}>${t("desk.wall.copy")}<//></div>`
      : html`<div class="acts"><${May} press=${make}>${t("desk.wall.make")}<//></div>`}
    <p class="small soft" role="status">${said && t(said)}</p>
    <${Refusal} ...${{ refused }} />
  </section>`
}
