// Safe sharing: what is never held, what is folded back, and what opens the card. Real means are never written here.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { gentle, supportCard } from "../../web/js/safe/gentle.js"
import { helplines, helpSites } from "../../web/js/safe/rules.js"

const file = path => readFileSync(new URL(`../../${path}`, import.meta.url), "utf-8")

// The first ten are the ones voice.md names.
const never = {
  en: [
    "I used last night.", "I drank on Saturday and I'm ashamed.", "Day 3. I hate it.", "I don't want to be here any more.",
    "Two years ago my brother died of it.", "They put me on methadone and I sleep all day.", "I cut again.", "My dad hits me.",
    "I called 988.", "I'm 17 and I've been to rehab twice.",
    // feelings, rage, numbness
    "I hate everyone tonight", "i feel nothing. like an empty cupboard", "I could scream at the whole world", "I'm so tired of being strong",
    // the name of a substance, and that it happened
    "It was vodka. It was always vodka.", "weed used to help me sleep", "heroin took my twenties", "I bought vodka and poured it out",
    "I starved myself all week", "I stopped.", "I threw up again", "I used again in the summer. Then for a long time.",
    "My dealer lives on my street and I walked the other way", "I got drunk with my cousins",
    // wanting to die, in every way
    "I want to die", "I want to kill myself", "i wanna die lol", "I think about suicide a lot", "kms", "What's the point in living",
    // abuse, and who did it
    "My uncle touched me when I was nine", "My stepdad beat me with his belt on", "It was my teacher",
    // medication and side effects
    "First I take my pills, then I have breakfast", "I'm on sertraline and my mouth is dry", "my meds make me shake", "I take my tablets with food and it still hurts",
    // swearing, slang, sex, faith, sexuality, gender
    "fuck this shit", "I slept with him and I regret it", "God knows I tried", "I'm bi and my mum found out", "I'm trans. That's it.",
    // days, dates, ages, milestones
    "90 days today", "I have nine days. I don't know if that's a lot", "Sober since 2024-05-12", "It began in 2019 and 2020 and 2021", "I turn 18 on the 12th of May",
    "I'm 17 and drinks are everywhere", "Four months on Thursday", "I haven't had one drink in 30 days", "0 drinks this week", "At 7 in the morning", "two hours of sleep",
    // grief
    "She overdosed", "My friend died by suicide in March", "There was a funeral. People brought bottles",
    // helplines, cities, countries
    "You can call 116 123 or 1-800-662-4357", "I texted HOME to 741741", "findahelpline.com was kind", "I grew up in New York", "We moved from Buenos Aires to London", "I'm at home in Madrid",
    // ordinary talk that only looks like something
    "call me Bo", "nobody ever texts me", "he doesn't message me any more", "I get it from my mum, the worry", "my mum sells bread", "I'm at work", "Day 12 is hard", "I got help from Kids Help Phone",
    "the two can talk", "one or two lines", "We met at school", "I packed and left home", "She told me at dinner", "The big two", "I'm in line 3 times a day",
  ],
  es: [
    "Anoche consumí.", "Bebí el sábado y me da vergüenza.", "Día 3. Lo odio.", "Ya no quiero estar aquí.", "Hace dos años mi hermano murió de eso.",
    "Me dieron metadona y duermo todo el día.", "Me corté otra vez.", "Mi papá me pega.", "Llamé al 024.", "Tengo 17 y estuve dos veces en rehabilitación.",
    "Odio a todo el mundo", "no siento nada", "Siempre era vodka", "La marihuana me ayudaba a dormir", "No como desde el lunes", "Quiero morir", "Me quiero matar", "Pienso en suicidarme",
    "Mi tío me tocó cuando tenía nueve años", "Primero tomo mis pastillas y luego desayuno", "Tomo las pastillas con comida", "joder, qué día de mierda", "Soy bi y mi madre lo sabe", "Dios sabe que lo intenté",
    "Llevo 90 días", "Tengo 17 años", "Cumplo 18 el 12 de mayo", "dos horas de sueño", "no bebo desde 2023-01-02", "Tuvo una sobredosis", "Murió por suicidio en marzo",
    "Llamé al 717 003 717", "El 900 20 20 10 me ayudó", "Crecí en Buenos Aires", "Vivo en Ciudad de México", "Nos vemos en la próxima", "Mi madre vende pan", "Estoy en casa", "Me llamo Bo",
    "una o dos líneas", "El peso de todo esto", "Mi hermana pasa por lo mismo", "no tengo ni una copa en casa",
  ],
}

const held = {
  methods: {
    en: ["this is how to cut myself with [means]", "I want to die by using [means]", "First you get the [means], then you wait", "killing myself with [means] tonight", "You overdose with [means]"],
    es: ["así es como cortarme con [medio]", "quiero morir usando [means]", "Primero el [medio], luego esperas", "quitarme la vida con [medio] esta noche"],
  },
  amounts: {
    en: ["I had nine beers", "12 pills", "I took 40mg", "two bottles of wine", "I weigh 48 now", "500 calories a day", "I lost 20 pounds", "a size 2", "Twenty-five cigarettes", "three more drinks"],
    es: ["Bebí nueve cervezas", "12 pastillas", "Tomé 40 mg", "dos botellas de vino", "Peso 48 ahora", "500 calorías al día", "talla 34", "Bajé diez kilos"],
  },
  sources: {
    en: ["my guy sells it for twenty", "you can buy weed from the shop on the corner", "my plug has good coke", "I can hook you up", "they sell it on telegram", "DM for prices", "I got oxys off a kid"],
    es: ["mi colega la vende a veinte", "puedes comprar hierba en la tienda de la esquina", "mi camello tiene coca", "te la consigo", "lo vende por telegram", "pillé maría a un vecino"],
  },
  contact: {
    en: ["add me, river_90", "DM me", "I'm on 555 123 4567", "(020) 7946 0018", "river@example.org", "find me @river", "www.example.com", "discord.gg/abc", "my snap is river", "five five five one two three four five", "river at gmail dot com", "you can text me later"],
    es: ["agrégame, river_90", "mi insta es river", "mi número es ese", "llama al 612 345 678", "river@example.org", "soy @river", "escríbeme por fuera", "seis uno dos tres cuatro cinco seis siete ocho", "river arroba gmail punto com"],
  },
  places: {
    en: ["I'm at 12 Elm Street", "I go to Lincoln High", "she's at Saint Mary's Hospital", "meet me at the station", "I'm at Rosa's on the corner", "Let's meet behind the library"],
    es: ["Vivo en la calle Olmo 12", "Voy al instituto Cervantes", "está en el Hospital Clínico", "quedamos en el parque", "Nos vemos en la plaza", "ven a mi casa"],
  },
  "someone-else": {
    en: ["my friend Sarah Miller uses too", "Jake Turner told everyone", "Mr Turner saw it", "a girl called Mia from Leeds"],
    es: ["mi amiga Sara Molina también consume", "Pedro Molina dijo que sí", "el Sr. Molina lo vio", "una chica, Mía de Lugo"],
  },
}

for (const lang of ["en", "es"]) {
  for (const said of never[lang]) test(`never held, ${lang}: ${said}`, () => assert.equal(gentle(said, lang), null))
  for (const [rule, samples] of Object.entries(held)) {
    for (const said of samples[lang]) {
      test(`held by ${rule}, ${lang}: ${said}`, () => assert.deepEqual(gentle(said, lang), { rule, reasonKey: `safe.${rule}` }))
    }
  }
}

test("nothing that is said in the demo's evening is held, for these people talk as people do", () => {
  const lines = [...file("server/demo/evening.en.toml").matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(([, said]) => said)
  assert.ok(lines.length > 100)
  for (const said of lines) assert.equal(gentle(said, "en"), null, said)
})

test("words that say it hurts open the card, in any language", () => {
  for (const said of ["I want to die", "i wanna die", "I don't want to be here any more.", "I can’t go on", "suicidal again", "Quiero morir", "ya no puedo más", "No quiero vivir", "me quiero matar"]) {
    assert.equal(supportCard(said), true, said)
  }
})

test("the card stays shut where nothing says so", () => {
  for (const said of ["I don't want to die", "No quiero morir", "I'm dying of laughter", "My phone died", "Day 3. I hate it.", "Hoy estoy mejor"]) {
    assert.equal(supportCard(said), false, said)
  }
})

test("a long share is read line by line, and one line is enough", () => {
  assert.equal(gentle("It was a hard week.\nMy sister came.\nI had nine beers on Sunday", "en")?.rule, "amounts")
})

test("capitals, accents and curly marks make no difference", () => {
  assert.equal(gentle("I HAD NINE BEERS", "en")?.rule, "amounts")
  assert.equal(gentle("BEBI NUEVE CERVEZAS", "es")?.rule, "amounts")
  assert.equal(supportCard("I CAN’T GO ON"), true)
})

test("a language we have no rules for is read by the first ones", () => {
  assert.equal(gentle("add me, river_90", "fr")?.rule, "contact")
})

test("nothing is held in an empty box, and a very long share is read at once", () => {
  assert.equal(gentle("", "en"), null)
  const long = "I sat in the hallway and I listened to the rain and to my sister. ".repeat(60)
  const before = performance.now()
  assert.equal(gentle(long, "en"), null)
  for (const odd of ["1 ".repeat(1000), "a.".repeat(1000), "two ".repeat(500), "Ana ".repeat(500), "my ".repeat(700), "first ".repeat(400)]) {
    gentle(odd, "en")
    gentle(odd, "es")
    supportCard(odd)
  }
  assert.ok(performance.now() - before < 1000)
})

test("every number and site of the help card may be named", () => {
  const card = file("web/help/card.toml")
  const numbers = [...card.matchAll(/^call = \[(.+)\]$|to = "([^"]+)"/gmu)].flatMap(([, call, to]) => (call ?? to).split(","))
  assert.ok(numbers.length > 30)
  for (const number of numbers) assert.ok(helplines.includes(number.replace(/\D/gu, "")), number)
  const sites = [...card.matchAll(/^(?:chat|site) = "(.+)"$/gmu)].map(([, site]) => site)
  assert.ok(sites.length > 2)
  for (const site of sites) assert.ok(helpSites.includes(site), site)
})

test("every rule has its reason in both languages", () => {
  for (const lang of ["en", "es"]) {
    const texts = file(`web/words/${lang}/safe.po`)
    for (const rule of Object.keys(held)) assert.ok(texts.includes(`msgid "safe.${rule}"`), `${lang} ${rule}`)
  }
})
