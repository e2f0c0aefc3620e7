// rules.js: every pattern that may fold a draft back to its author. Version 1. Anyone may read it; it runs on the
// sender's own device and nowhere else. It knows words, not people: see gentle.js for how the lists are put together.
//
// Written without accents and in small letters, as gentle.js hears them. A piece may be a small pattern: "pills?".
// What is never held, whatever these lists say: feelings, the name of a substance, that it happened, wanting to die,
// abuse and who did it, medication, swearing, faith, sexuality, gender, days and ages, grief, helplines, cities.

export const version = 1

/** Numbers that may always be named. A test holds that every number of the help card is here. */
export const helplines = [
  "911", "999", "112", "000", "111", "988", "18002221222", "741741", "18664887386", "678678", "18006624357", "18004224453",
  "116123", "85258", "08001111", "08000684141", "88247", "03001236600", "50808", "1800666666", "1800459459",
  "18447647669", "18004635060", "686868", "18006686868", "131126", "131114", "0477131114", "1800551800", "1800250015",
  "024", "717003717", "116111", "900202010", "8009112000",
]
export const helpSites = ["988lifeline.org", "childline.org.uk", "findahelpline.com"]

const en = {
  numbers: "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen",
  digits: "zero oh one two three four five six seven eight nine",
  time: "days? weeks? months? years? hours? minutes? mins? o'clock am pm times? people persons? friends? of us",

  // methods: a word of harming or using, and "how to / by / with", and a means, in one sentence; or steps with a means.
  harm: ["cut(ting)? (myself|yourself|my|your)?", "(hurt|hurting|harm|harming|burn|burning|kill|killing) (myself|yourself)", "end (my|your) life", "overdos(e|ed|ing)", "inject(ed|ing)?", "shoot(ing)? up", "snort(ed|ing)?", "use", "die"],
  howTo: ["how to", "how you", "the way to", "best way"],
  with: ["with", "by", "using"],
  steps: ["first .*\\bthen", "step (one|1|two|2)"],
  // [means] is a stand-in for samples. Words that also have a quiet use need a word of harming beside them.
  means: ["\\[means\\]", "razors?", "razor blades?", "blades?"],
  everydayMeans: ["pills?", "tablets?", "knife", "knives", "needles?", "rope", "lighter"],

  // amounts: a number next to a unit of dose, pack, drink, weight, size or calories; not next to time or people.
  between: "of my|of the|of those|of|more|whole|full|big|small|cold|strong|large|extra",
  units: ["m?c?g", "milligrams?", "grams?", "kgs?", "kilos?", "lbs?", "stone", "oz", "ounces?", "ml", "cl", "cc", "units?", "pills", "tablets", "tabs", "capsules", "doses", "shots", "drinks", "beers?", "glasses", "bottles", "cans", "pints?", "packs?", "joints", "blunts", "cigarettes", "cigs", "k?cals?", "calories"],
  measures: ["weigh(ed|ing|s)?", "(my )?weight( is| was| of)?", "goal weight", "bmi( is| was| of)?", "(a )?size", "lost", "gained"],
  measured: ["size", "bmi", "weigh(ed|ing|s)?", "weight( is| was| of)?"],
  heavy: ["pounds?"],

  // sources: buying, selling, a dealer or a price, with a substance, a site or an offer.
  substances: ["alcohol", "booze", "beers?", "wine", "vodka", "weed", "hash", "edibles", "coke", "cocaine", "crack", "heroin", "fent(anyl)?", "oxys?", "percs?", "xan(s|ax|nies)?", "benzos?", "pills", "meth", "ket(amine)?", "mdma", "molly", "ecstasy", "acid", "shrooms", "speed", "vapes?", "adderall", "lean", "spice", "gear"],
  sell: ["sell(s|ing)?", "sold me", "deals", "dealing", "dealer", "plug", "price of", "prices?"],
  getFrom: ["(buy|bought|buying|get|got|getting|order|ordered|ordering)\\b.*\\b(from|off|at|on)"],
  offers: ["sell(s|ing)? (it|them|some|that)( \\w+)? for", "hook (you|u|anyone) up", "(dm|pm|text|ask) (me )?for prices?", "who wants to buy", "anyone (want|wants|need) to buy"],
  sites: ["dark ?web", "darknet", "telegram", "snap(chat)?", "insta(gram)?", "discord", "online shop"],
  order: ["buy", "bought", "order", "ordered", "sell", "sells"],

  // contact: besides numbers, addresses, handles and links.
  contact: ["add me", "(dm|pm) me", "my (insta|instagram|snap|snapchat|discord|tiktok|whatsapp|telegram|handle|user ?name) (is|:)", "my (phone )?number is", "hmu", "here'?s my (number|insta|snap|discord)", "invite code"],
  contactAsked: ["(text|message|msg|follow|find|call) me (on|at|later|after|outside)"],
  askedBy: ["^", "you can", "please", "pls", "just", "if you want,?"],
  dot: ["dot"],
  at: ["at"],

  // places: a street with a number; a school, work or clinic by its name; "meet me" with a place.
  streets: "street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|close|square|terrace|boulevard|blvd|crescent",
  streetFirst: false,
  named: "high school|high|middle school|school|college|academy|university|hospital|clinic|rehab centre|rehab center",
  namedFirst: false,
  meet: ["meet me (at|by|in|outside|near|behind)", "let'?s meet (at|by|in|outside|near|behind)", "come to my (house|place|flat)"],
  iAm: "I'?m (?:at|outside|in front of) (?:the )?",
  beside: "on|by|near|next to",

  // someone else: a name with a surname, or a name with a place.
  relations: "friend|best friend|mate|boyfriend|girlfriend|ex|partner|cousin|uncle|aunt|neighbor|neighbour|teacher|coach|boss|classmate|counselor|counsellor|therapist|guy|girl|boy|kid|named|called",
  titles: "Mr|Mrs|Ms|Miss",
  did: "told|said|says|hit|gave|sold|sells|goes|lives|raped|touched|works",
  from: "from|at",
  notNames: "New|Los|San|Santa|Saint|North|South|East|West|United|Great|Las|El|La|The|My|I|And|But|So|When|Then|Crisis|Kids|Text|Help|Alcoholics|Narcotics|Mental|God|Day|Good|Leave|Thank",
}

const es = {
  numbers: "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil docena",
  digits: "cero uno dos tres cuatro cinco seis siete ocho nueve",
  time: "dias? semanas? mes(es)? anos? horas? minutos? veces personas? amig[oa]s?",

  harm: ["cort(ar|arme|arte|arse|andome)", "me corte", "(hacerme|hacerte|me hago|me hice) dano", "(matarme|matarte)", "quitar(me|te|se) la vida", "sobredosis", "inyect(ar|arme|arte|e)", "pinchar(me|te|se)", "esnifar", "morir"],
  howTo: ["como se", "como", "la manera de", "la mejor forma"],
  with: ["con", "usando"],
  steps: ["primero .*\\b(luego|despues)", "paso (uno|1|dos|2)"],
  means: ["\\[means\\]", "\\[medio\\]", "cuchillas?", "navajas?"],
  everydayMeans: ["pastillas?", "comprimidos?", "cuchillos?", "agujas?", "cuerda", "mechero"],

  between: "de mis|de las|de los|de esas|de|mas|enteras?|enteros?|grandes?|fuertes?",
  units: ["m?c?g", "miligramos?", "gramos?", "gr", "kgs?", "kilos?", "libras", "ml", "cl", "litros?", "unidades", "pastillas", "tabletas", "comprimidos", "dosis", "copas", "cervezas?", "canas", "chelas", "vasos", "botellas", "latas", "chupitos", "tragos", "cubatas", "porros", "rayas", "cigarr(os|illos)", "k?cal", "calorias"],
  measures: ["peso", "pesaba", "talla", "imc( es| era| de)?", "baje", "subi"],
  measured: ["peso", "pesaba", "talla", "imc( es| era| de)?"],
  heavy: [],

  substances: ["alcohol", "cervezas?", "vino", "vodka", "ron", "marihuana", "maria", "hierba", "mota", "porros?", "hachis", "costo", "coca", "cocaina", "crack", "heroina", "caballo", "fentanilo", "pastillas", "pastis", "trankimazin", "cristal", "meta", "keta(mina)?", "eme", "mdma", "extasis", "tripis?", "setas", "speed", "tussi", "vapers?", "lean"],
  sell: ["vend(e|o|en|er|iendo)", "camello", "dealer", "pasa", "precio de", "precios?"],
  getFrom: ["(compr(o|e|ar|aba|amos)|consig(o|ue|uen)|conseguir|pill(o|e|ar)|pid(o|e)|pedir)\\b.*\\b(a|de|en|por)"],
  offers: ["(la|lo|las|los) vend(e|o|en) (a|por)", "te (la|lo|las|los) (consigo|vendo|paso)", "quien quiere comprar", "(escribe|pregunta)(me)? por precios?"],
  sites: ["dark ?web", "telegram", "snap(chat)?", "insta(gram)?", "discord"],
  order: ["compr(o|e|ar)", "pedir", "pedi", "vende", "vendo"],

  contact: ["agregame", "anademe", "(escribeme|hablame|mandame( un)? mensaje|sigueme) (por|en|al|fuera|luego|despues)", "mi (insta|instagram|snap|discord|tiktok|whatsapp|telegram|perfil|usuario) (es|:)", "mi (numero|telefono|movil|celular) es", "por privado", "codigo de invitacion"],
  contactAsked: [],
  askedBy: [],
  dot: ["punto"],
  at: ["arroba"],

  streets: "[Cc]alle|[Aa]venida|[Aa]vda|[Pp]laza|[Pp]aseo|[Cc]arrera|[Cc]alzada|[Cc]amino",
  streetFirst: true,
  named: "[Ii]nstituto|IES|[Cc]olegio|[Cc]ole|[Ee]scuela|[Pp]reparatoria|[Uu]niversidad|[Hh]ospital|[Cc]linica",
  namedFirst: true,
  meet: ["(quedamos|nos vemos|te espero|veamonos) (en|por|fuera de) (el|la) (parque|plaza|metro|estacion|bar|centro|biblioteca|puerta|esquina|parada)", "ven a mi (casa|piso|depa)"],
  iAm: "[Ee]stoy (?:en|fuera de|frente a)(?:l| el| la)? ",
  beside: "de la calle|junto a|al lado de|cerca de",

  relations: "amigo|amiga|novio|novia|ex|pareja|primo|prima|tio|tia|vecino|vecina|profe|profesor|profesora|entrenador|entrenadora|jefe|jefa|companero|companera|terapeuta|chico|chica|llama|llamado|llamada",
  titles: "Sr|Sra|Don|Dona",
  did: "dijo|dice|conto|pego|dio|vende|vendio|vive|va|toco|trabaja",
  from: "de|del|en",
  notNames: "San|Santa|Santo|Los|Las|El|La|Nueva|Buenos|Puerto|Costa|Ciudad|Gran|Estados|Reino|Mi|Yo|Y|Pero|Cuando|Luego|Dios|Dia|Salud|Gracias|Linea|Cruz",
}

export const rules = { en, es }

/** Ways to say that it hurts too much. Words like these go out as they are; the card opens beside them. */
export const hurting = [
  // English
  "(?<!(not|n't|dont|never|no longer) )(want|wanna|wanted|wanting) (to )?die", "(wish|wished) i (was|were) (dead|never born)", "kill(ing)? myself", "kms",
  "(end|ending|take|taking) (my|my own) life", "end it( all)?$", "end it all", "unalive", "suicid", "(don'?t|do not) want to (be here|live|wake up|exist|be alive)",
  "(no|any) (reason|point) (to|in) (live|living|going on)", "better off without me", "(can'?t|cannot) (go on|do this any ?more|take (it|this) any ?more)", "not (want to )?be here any ?more", "wish i could disappear",
  // Espanol
  "(?<!no )(quiero|queria|quisiera|ganas de) morir(me)?", "ojala (estuviera muert|no despert|no hubiera nacido)", "matarme", "me quiero matar", "quitarme la vida", "suicid", "acabar con (todo|mi vida)",
  "no quiero (vivir|seguir|estar aqui|despertar|existir)", "no (hay|tengo|veo) (motivos?|razon(es)?) (para|de) vivir", "(estarian|estaran) mejor sin mi", "ya no puedo mas", "no aguanto mas", "(quiero|quisiera) desaparecer",
]
