// gentle.js: reads a draft before it is sent, on the sender's own device. It may fold it back with a kind reason; it tells nobody.
import { helplines, helpSites, hurting, rules } from "./rules.js"

/** The first rule a draft meets, or null. `reasonKey` is the catalogue's: the reason a person reads. */
export const gentle = (text, lang) => {
  const known = compiled(lang)
  const sentences = heard(text)
  const rule = Object.keys(checks).find(name => sentences.some(sentence => checks[name](sentence, known)))
  return rule ? { rule, reasonKey: `safe.${rule}` } : null
}

/** Whether the help card should open beside words that go out as they are. In any language we know. */
export const supportCard = text => heard(text).some(({ low }) => HURTING.test(low))

// A sentence as the rules hear it: without accents, and once more in small letters.
const heard = text => plain(text).split(/(?<!\b(?:Mr|Mrs|Ms|Dr|Sr|Sra|St))[.!?…]+(?:\s|$)|\n/u).filter(Boolean).map(said => ({ said: said.trim(), low: said.trim().toLowerCase() }))
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘]/gu, "'")

const any = list => `(?:${list.join("|")})`
const words = list => new RegExp(`(?<![a-z])${any(list)}(?![a-z])`, "u")
const list = said => said.split(" ")
const NONE = /(?!)/u
const perhaps = pieces => pieces.length ? words(pieces) : NONE

const HURTING = new RegExp(`(?<![a-z])${any(hurting)}`, "u")
const NAME = "[A-Z][a-z]+"

const compiled = lang => known[lang] ??= compile(rules[lang] ?? rules.en)
const known = {}

const compile = r => {
  const spelled = list(r.numbers).join("|")
  const number = `(?:(?!0+(?![\\d.,]))\\d+(?:[.,]\\d+)?|(?<![a-z])(?:${spelled})(?:[ -](?:${spelled}))*)`
  const units = any(r.units)
  const time = any(r.time.split(" "))
  const name = `(?!(?:${r.notNames})\\b)${NAME}`
  const proper = `(?:${name}|Saint ${NAME}|St\\.? ${NAME})(?:'s)?`
  return {
    harm: words(r.harm),
    howTo: words(r.howTo),
    withMeans: new RegExp(`(?<![a-z])${any(r.with)} (?:[a-z]+ ){0,3}${any([...r.means, ...r.everydayMeans])}(?![a-z])`, "u"),
    steps: words(r.steps),
    means: new RegExp(any(r.means.map(piece => /^\\\[/u.test(piece) ? piece : `(?<![a-z])${piece}(?![a-z])`)), "u"),
    everydayMeans: words(r.everydayMeans),
    counted: new RegExp(`(?<![a-z\\d.,])${number}\\s?(?:(?:${r.between})\\s)*${units}(?![a-z])`, "u"),
    measured: new RegExp(`(?<![a-z])${any(r.measured)} (?:[a-z]+ )?${number}(?!\\s?${time})(?![a-z\\d:])`, "u"),
    heavy: r.heavy.length ? new RegExp(`(?<![a-z])${any(r.measures)} (?:[a-z]+ )?${number}\\s?${any(r.heavy)}`, "u") : NONE,
    substances: words(r.substances),
    sell: words(r.sell),
    getFrom: words(r.getFrom),
    offers: words(r.offers),
    sites: words(r.sites),
    order: words(r.order),
    contact: words(r.contact),
    asked: r.contactAsked.length ? new RegExp(`(?:${r.askedBy.join("|")})\\s?${any(r.contactAsked)}(?![a-z])`, "u") : NONE,
    spelledNumber: new RegExp(`(?:(?:${list(r.digits).join("|")})[ ,-]+){6}`, "u"),
    spelledMail: new RegExp(`[a-z0-9] ${any(r.at)} [a-z0-9-]+ ${any(r.dot)} [a-z]{2,}`, "u"),
    street: r.streetFirst
      ? new RegExp(`(?:${r.streets}) (?:[a-z]+ ){0,3}${NAME}(?: [\\w]+){0,3},? (?:n\\.? ?)?\\d`, "u")
      : new RegExp(`\\d+[a-z]? (?:${NAME} ){1,3}(?:${capital(r.streets)})(?![a-z])`, "u"),
    named: r.namedFirst
      ? new RegExp(`(?<![a-z])(?:${r.named}) (?:de |del )?${name}`, "u")
      : new RegExp(`${proper} (?:${NAME} )?(?:${capital(r.named)})(?![a-z])`, "u"),
    meet: words(r.meet),
    iAm: new RegExp(`${r.iAm}${name}(?:'s)? (?:${r.beside}) `, "u"),
    fullName: new RegExp(`(?:(?<![a-z])(?:${r.relations}),? ${name} ${NAME}|(?<![A-Za-z])${name} ${name} (?:${r.did})(?![a-z])|(?<![A-Za-z])(?:${r.titles})\\.? ${name})`, "u"),
    nameAndPlace: new RegExp(`(?<![a-z])(?:${r.relations}),? ${name} (?:${r.from}) (?:the |la |el )?[A-Z]`, "u"),
  }
}

// Street and school words are names' second half: "Elm Street", "Lincoln high".
const capital = pieces => pieces.split("|").map(piece => `[${piece[0].toUpperCase()}${piece[0]}]${piece.slice(1)}`).join("|")

// In the order a reason is given: what can hurt most comes first.
const checks = {
  methods: ({ low }, r) => {
    const means = r.means.test(low)
    const harm = r.harm.test(low)
    if (r.steps.test(low) && (means || (harm && r.everydayMeans.test(low)))) return true
    return harm && (r.withMeans.test(low) || (r.howTo.test(low) && (means || r.everydayMeans.test(low))))
  },
  amounts: ({ low }, r) => r.counted.test(low) || r.measured.test(low) || r.heavy.test(low),
  sources: ({ low }, r) => {
    const substance = r.substances.test(low)
    return r.offers.test(low) || (substance && (r.sell.test(low) || r.getFrom.test(low))) || (r.order.test(low) && r.sites.test(low))
  },
  contact: ({ low }, r) => phone(low) || link(low) || MAIL.test(low) || HANDLE.test(low)
    || r.contact.test(low) || r.asked.test(low) || r.spelledNumber.test(low) || r.spelledMail.test(low),
  places: ({ said, low }, r) => r.street.test(said) || r.named.test(said) || r.meet.test(low) || r.iAm.test(said),
  "someone-else": ({ said }, r) => r.fullName.test(said) || r.nameAndPlace.test(said),
}

const MAIL = /[a-z0-9._%+-]+@[a-z0-9-]+\.[a-z]{2,}/u
const HANDLE = /(?<![a-z0-9])@[a-z0-9_.]{2,}/u
const LINK = /(?:https?:\/\/|www\.)\S+|(?<![a-z0-9@])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|me|gg|io|app|link|tv|uk|es|mx)(?![a-z])/gu
const DIGITS = /\+?\(?\d[\d ().-]{4,}\d/gu
const DATE = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[.-]\d{1,2}[.-]\d{2,4}|(?:(?:19|20)\d\d[ .-]*)+)$/u

const link = low => [...low.matchAll(LINK)].some(([found]) => !helpSites.some(site => found.includes(site)))

const phone = low => [...low.matchAll(DIGITS)].some(([found]) => {
  const digits = found.replace(/\D/gu, "")
  return digits.length >= 7 && digits.length <= 15 && !DATE.test(found.trim()) && !helplines.includes(digits)
})
