// help_card.js: the crisis card, from the shell itself, so that it opens with no line. Choosing a country tells nobody.
import { html, useEffect, useRef } from "../helpers/html.js"
import { attend } from "../card.js"

/** The shell's `<template id="card">`, taken before the page is drawn; copied as it stands, never as a string. */
export const takeCard = () => document.getElementById("card")?.content ?? null

export const HelpCard = ({ card }) => {
  const here = useRef(null)
  useEffect(() => {
    if (!card) return
    here.current.replaceChildren(card.cloneNode(true))
    const drawn = here.current.querySelector("[data-card]")
    if (drawn) attend(drawn)
  }, [card])
  return html`<div ref=${here}></div>`
}
