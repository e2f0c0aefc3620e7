"""Una tarde en español: from the link to the receipt, chosen by one person's browser and by another's own press."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from server.doors.catalogue import Catalogue
from tests.browser.evening import Company
from tests.browser.person import Person
from tests.browser.ruler import CUT
from tests.browser.test_own_hands import saved

Evenings = Callable[..., Company]
SHOWN = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const { parentElement: it, data } = walker.currentNode
        if (data.trim() && it.checkVisibility() && !it.closest("nav.tongues, .said, .name")) found.push(data.trim())
    }
    return found
}"""
ENGLISH, SPANISH = Catalogue.of("en").texts, Catalogue.of("es").texts
ONLY_ENGLISH = set(ENGLISH.values()) - set(SPANISH.values())


def is_spanish(*people: Person) -> None:
    """Nothing on the page is a text of our English catalogue, and nothing is cut off."""
    for person in people:
        shown = person.page.evaluate(SHOWN)
        assert person.page.evaluate("document.documentElement.lang") == "es"
        assert any(text in SPANISH.values() for text in shown)
        assert [text for text in shown if text in ONLY_ENGLISH] == []
        assert person.page.evaluate(CUT) == []


def test_una_tarde_entera(an_evening: Evenings, tmp_path: Path) -> None:
    evening = an_evening()
    fay = chooses_spanish(evening.person("Fay", evening.links.guides[0]))
    noor = evening.person("Noor", locale="es-MX").knocks().waits_outside()
    noor.reads("Avisamos a Fay de que estás aquí.")
    is_spanish(fay, noor)
    fay.lets_in("Noor").presses("Empezar")
    fay.unfolds("Que lo lea la página", fay.place).presses("Que lo lea la página", fay.place)
    noor.is_in().hears("Te damos la bienvenida a un círculo pequeño.")
    fay.presses("Al acuerdo")
    noor.place_is("¿Estás de acuerdo, Noor?").presses("De acuerdo", noor.place)
    is_spanish(fay, noor)
    goes_round(fay, noor)
    asks_for_support(fay, noor)
    is_quiet(fay, noor)
    ends(evening, fay, noor, tmp_path)


def chooses_spanish(person: Person) -> Person:
    """An English browser; one press on the page, and all that follows is in Spanish."""
    person.lands().page.get_by_role("link", name="Español").click()
    person.page.wait_for_url("**?lang=es")
    person.tongue = "es"
    person.goes_to_the_agreement()
    person.page.get_by_role("button", name="Llamar a la puerta").click()
    person.reads("El nombre necesita de 1 a 24 letras legibles.")
    is_spanish(person)
    person.agrees().presses("Llamar a la puerta")
    person.page.wait_for_url("**/in/*?lang=es")
    return person.is_in()


def goes_round(fay: Person, noor: Person) -> None:
    fay.presses("A la ronda de entrada").presses("Empezar la ronda", fay.place)
    noor.has_the_floor().place_is("El turno puede ser tuyo, Noor")
    noor.writes("Anoche tomé nueve cervezas.").presses("Compartir esto", noor.place)
    noor.reads("Nadie lo ha visto aún.").reads("Hay un número que puede hacer que alguien se compare.")
    is_spanish(noor)
    noor.says("Anoche tomé más de lo que quería.")
    fay.hears("Anoche tomé más de lo que quería.")
    is_spanish(fay, noor)
    noor.presses("Terminé", noor.place)
    fay.has_the_floor().presses("Paso", fay.place)


def asks_for_support(fay: Person, noor: Person) -> None:
    noor.presses("Necesito apoyo ahora").reads("Lo tenemos. No hiciste nada malo.")
    noor.reads("Llamar al 911").reads("Personas fuera de este círculo")
    fay.reads("Noor pide apoyo")
    is_spanish(fay, noor)
    fay.presses("Estoy contigo, Noor")
    noor.reads("Fay está aquí.").presses("Volver al círculo", noor.page.get_by_role("main"))
    fay.presses("Por ahora está bien")


def is_quiet(fay: Person, noor: Person) -> None:
    """Held, and gone on; without a line, and back."""
    fay.presses("Pausa", fay.place)
    noor.reads("El círculo está en pausa.").reads("No se pierde nada.")
    is_spanish(fay, noor)
    fay.presses("Seguir", fay.place)
    noor.context.set_offline(True)
    noor.place_is("Buscando la sala otra vez. No se pierde nada.")
    is_spanish(noor)
    noor.context.set_offline(False)
    noor.does_not_read("Buscando la sala otra vez.")


def ends(evening: Company, fay: Person, noor: Person, folder: Path) -> None:
    fay.at_the_desk("Terminar para todo el círculo…").asks_once(
        "¿Terminar ahora?", "Terminar para todo el círculo"
    )
    fay.reads("El círculo se cerró. Ve con calma, Fay.")
    noor.reads("El círculo se cerró. Ve con calma, Noor.").reads("Grupo de la comunidad")
    note = saved_note(fay, folder)
    evening.passes(65)
    noor.reads("Cosas selladas borradas")
    is_spanish(fay, noor)
    fay.presses("Guardar este recibo").page.get_by_role("link", name="Comprobar").click()
    fay.page.wait_for_url("**/receipt?lang=es")
    expect(fay.page.get_by_role("heading", level=1)).to_be_visible()
    is_spanish(fay)
    fay.page.get_by_label(fay.t("receipt-page.file")).set_input_files(note)
    expect(fay.page.locator("#checked")).to_contain_text("Grupo de la comunidad")
    is_spanish(fay)


def saved_note(person: Person, folder: Path) -> Path:
    person.page.get_by_label("Nombre en la nota").fill("Anastasia P.")
    return saved(person, "Hacer una nota", folder)
