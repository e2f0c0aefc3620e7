// card.js: the help card, wherever it is drawn. The person chooses the country: nothing is looked up, and nothing is sent.
export function choose(card, place) {
  for (const part of card.querySelectorAll("[data-place]")) part.hidden = part.dataset.place !== place
}

/** Brings a card's select to life. The form around it is for pages without script. */
export function attend(card) {
  const select = card.querySelector("select[name=place]")
  select.addEventListener("change", () => choose(card, select.value))
  select.form.addEventListener("submit", event => { event.preventDefault(); choose(card, select.value) })
}
