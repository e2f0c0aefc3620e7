"""The words of the "we don't say" column (voice.md §1, §10), as small patterns. Capitals are meant."""

NOT_OURS = {
    "en": (
        *(
            "users?",
            "clients?",
            "patients?",
            "addicts?",
            "abusers?",
            "junkies?",
            "moderators?",
            "admins?",
            "hosts?",
        ),
        *(
            "queues?",
            "slots?",
            "tokens?",
            "floor",
            "relaps\\w+",
            "clean",
            "dirty",
            "sober",
            "MAT",
            "compliance",
        ),
        *("committed", "failed", "attention-seeking", "kick(?:ed)?", "bann?(?:ed|ing)?", "block(?:ed)?"),
        *("boot(?:ed)?", "violations?", "infractions?", "flagged", "skip", "just", "simply", "oops", "uh-oh"),
    ),
    "es": (
        *(
            "adict[oa]s?",
            "limpi[oa]s?",
            "recaídas?",
            "usuari[oa]s?",
            "moderador\\w*",
            "clientes?",
            "pacientes?",
        ),
        *(
            "bloque\\w+",
            "expuls\\w+",
            "infracci\\w+",
            "simplemente",
            "ups",
            "bienvenid(?:o|os|as)",
            "nosotros",
        ),
        *("facilitador\\w*", "momentito", "poquito"),
    ),
}

ALLOWED = {
    ("en", "skip", "do.skip"),  # a share behind a note is skipped, never a person
    ("en", "skip", "do.skip-quietly"),
    ("en", "skip", "page.skip"),
    ("en", "floor", "ground-senses.3"),  # the one under our feet
}
