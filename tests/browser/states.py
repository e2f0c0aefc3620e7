"""An evening from one state of its pages to the next, for whoever wants to look at each: axe, a ruler, a camera."""

from collections.abc import Iterator
from typing import Any

from tests.browser.evening import PHONE, Company
from tests.browser.person import Person
from tests.guest import Guest

State = tuple[str, Person]
DRAWN = """() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    .then(() => Promise.allSettled(document.getAnimations().map(each => each.finished)))
    .then(() => true)"""
"""How it looks once everything that moves has come to rest."""


def through(evening: Company) -> Iterator[State]:
    """Every page and every state of the room, in the order somebody would live them."""
    yield from before(evening)
    fay = evening.guide("Fay")
    yield "desk, nobody here", fay
    noor = evening.person("Noor", **NEW).lands()
    yield "landing", noor
    noor.goes_to_the_agreement()
    yield "agreement", noor
    noor.agrees().presses("Knock").waits_outside()
    yield "lobby", noor
    cast = [evening.guest(name) for name in ("Ana", "Bo", "Cy")]
    fay.reads("Let Noor in")
    yield "desk, at the door", fay
    fay.at_the_desk("Let all in")
    noor.is_in().sees("Cy")
    yield "room, before it begins", noor
    yield from the_agreement(fay, noor)
    yield from the_round(evening, fay, noor, cast)
    yield from hands(evening, fay, noor, cast)
    yield from held(evening, fay, noor)
    yield from care(fay, noor)
    yield from lines(evening, fay, noor)
    yield from over(evening, fay, noor)


NEW: dict[str, Any] = {"viewport": PHONE, "service_workers": "allow"}


def before(evening: Company) -> Iterator[State]:
    """The pages that need no meeting."""
    reads = evening.person("Lee")
    for name, path in {
        "front": "/",
        "help": "/help",
        "what we keep": "/keep",
        "not valid": "/come/zz",
        "weather": "/weather",
    }.items():
        reads.page.goto(evening.house.address + path)
        yield name, reads


def the_agreement(fay: Person, noor: Person) -> Iterator[State]:
    fay.presses("Begin").place_is("You can speak now, Fay")
    fay.says("Welcome, everyone. I'm Fay. It's good that you are here, however you got here.")
    noor.hears("Welcome, everyone.")
    yield "room, one voice", noor
    fay.presses("To the agreement")
    noor.place_is("Do you agree, Noor?")
    yield "room, do you agree", noor
    noor.presses("I agree", noor.place)


def the_round(evening: Company, fay: Person, noor: Person, cast: list[Guest]) -> Iterator[State]:
    [ana, bo, cy] = cast
    fay.presses("To the check-in").presses("Start the round", fay.place)
    noor.has_the_floor().presses("Later", noor.place)
    speak(evening, ana, "I came by the long way tonight, past the river. It was cold and it helped.")
    noor.hears("past the river")
    yield "room, listening", noor
    evening.house.does(ana.may("done", turn=ana.turn))
    note = '{"text":"My sister called. I did not pick up.\\n\\nI will tomorrow.","note":"family"}'
    speak(evening, bo, note)
    noor.reads("It talks about:")
    yield "room, a folded share", noor
    yield "desk, in a round", fay
    evening.house.does(bo.may("done", turn=bo.turn))
    speak(evening, cy, "Tired. Glad to be here.")
    evening.house.does(cy.may("done", turn=cy.turn))
    yield from my_turn(fay, noor)


def my_turn(fay: Person, noor: Person) -> Iterator[State]:
    fay.has_the_floor().presses("Pass", fay.place)
    noor.place_is("The turn can be yours, Noor")
    yield "room, invited", noor
    noor.writes("I don't know how to start.")
    noor.place_is("It's your turn, Noor").unfolds("Add a note")
    yield "room, my turn", noor
    noor.writes("My number is 555 010 4477, text me").presses("Share this", noor.place)
    noor.reads("No one has seen this yet.")
    yield "room, folded back to me", noor
    noor.writes("I don't know how to start. So I start.").presses("Share this", noor.place)
    noor.hears("So I start.")
    yield "room, my turn, said", noor
    noor.presses("Done", noor.place)


def hands(evening: Company, fay: Person, noor: Person, cast: list[Guest]) -> Iterator[State]:
    fay.place_is("Nobody has the turn")
    yield "desk, after a round", fay
    fay.presses("To choosing a topic")
    noor.presses("Raise hand", noor.place).place_is("Your hand is up, Noor")
    evening.house.does(cast[2].raises_hand())
    fay.reads("Next: Noor")
    yield "room, my hand is up", noor
    yield "desk, hands", fay


def held(evening: Company, fay: Person, noor: Person) -> Iterator[State]:
    noor.presses("Write ahead", noor.place).writes("What I wanted to say")
    fay.presses("Pause", fay.place)
    noor.reads("The circle is paused.")
    yield "room, paused", noor
    yield "desk, paused", fay
    fay.presses("Go on", fay.place)
    fay.at_the_desk("Quiet screen")
    noor.reads("Fay has put a quiet screen up.")
    yield "room, quiet screen", noor
    fay.at_the_desk("Take it away")
    fay.at_the_desk("Breathe")
    noor.reads("Follow the light")
    yield "room, breathing", noor
    fay.at_the_desk("Take it away")
    fay.at_the_desk("All listen")
    noor.place_is("You're listening for a while")
    yield "room, all listen", noor
    fay.at_the_desk("Give words back")
    fay.at_the_desk("Hold everyone…")
    yield "desk, asks once", fay
    fay.asks_once("Hold everyone?", "Hold everyone")
    noor.reads("We're holding still for a moment.")
    yield "room, held", noor
    fay.at_the_desk("Release")


def care(fay: Person, noor: Person) -> Iterator[State]:
    noor.presses("I need support now").reads("We've got it.")
    yield "support, asked", noor
    fay.reads("Noor asks for support")
    yield "desk, a signal", fay
    fay.presses("I'm with you, Noor")
    noor.reads("Fay is here.")
    yield "support, seen", noor
    noor.presses("Back to the circle", noor.page.get_by_role("main")).page.keyboard.press("?")
    noor.reads("With the keyboard")
    yield "panel, keys", noor
    noor.page.keyboard.press("Escape")
    noor.unfolds("More", noor.place).presses("Write to a guide")
    yield "panel, letters", noor
    noor.page.keyboard.press("Escape")
    fay.presses("They're OK for now")


def lines(evening: Company, fay: Person, noor: Person) -> Iterator[State]:
    evening.takes_the_line_from(noor)
    noor.place_is("Finding the room again.")
    yield "room, line lost", noor
    noor.context.set_offline(False)
    noor.place_is("Your hand is up, Noor")
    evening.takes_the_line_from(fay)
    evening.passes(25)
    noor.reads("We've lost the line to Fay.")
    yield "room, no guide", noor
    fay.context.set_offline(False)
    noor.place_is("Your hand is up, Noor")
    other = noor.context.new_page()
    other.goto(noor.page.url)
    noor.reads("It goes on there.")
    yield "elsewhere", noor
    noor.presses("Move it here").is_in()
    other.close()


def over(evening: Company, fay: Person, noor: Person) -> Iterator[State]:
    dee = evening.waiting("Dee")
    fay.at_the_desk("Not today…").asks_once("Tell Dee they can't come in?", "Not today", "No place left")
    dee.reads("Not today.")
    yield "declined", dee
    eli = evening.participant("Eli", fay)
    fay.unfolds("Eli", fay.desk).desk.locator("details[open]", has_text="Eli").get_by_role(
        "button", name="Out for this meeting…"
    ).click()
    fay.asks_once("Eli leaves for today.", "Out for this meeting", "Spoke over others")
    eli.reads("This meeting is over for you today.")
    yield "out", eli
    yield "desk, somebody is out", fay
    kim = evening.participant("Kim", fay)
    kim.unfolds("More", kim.place).presses("Leave quietly")
    kim.reads("You've stepped out.")
    yield "left", kim
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    noor.reads("The circle is closed.")
    yield "goodbye", noor
    evening.passes(65)
    noor.reads("Sealed things erased")
    yield "goodbye, wiped", noor


def speak(evening: Company, guest: Guest, words: str) -> None:
    """Take the turn and say this."""
    evening.house.does(guest.until(lambda me: me.holds_the_floor()))
    evening.house.does(guest.may("share", words=words))
