"""What a guide does at the desk, and what the person it is about sees of it."""

import re

from playwright.sync_api import expect

from tests.browser.evening import Company
from tests.browser.person import Person


def opened(evening: Company) -> tuple[Person, Person]:
    """Fay holds the circle, Ana is in it, and anybody may speak."""
    fay = evening.guide("Fay")
    ana = evening.participant("Ana", fay)
    fay.presses("Begin").unfolds("Change how we take turns")
    fay.chooses("Open talk")
    ana.place_is("Anyone can speak")
    return fay, ana


def test_who_is_asked_to_listen_keeps_what_they_write_and_hears_why(evening: Company) -> None:
    fay, ana = opened(evening)
    ana.writes("but I never")
    fay.unfolds("Ana", fay.desk).at_the_desk("Ask to listen…").asks_once(
        "Ask Ana to listen?", "Ask to listen"
    )
    ana.place_is("You're listening for a while").draft_is("but I never")
    expect(ana.place.get_by_role("button", name="Share this")).to_have_count(0)
    ana.presses("Ask why", ana.place)
    ana.page.get_by_label("Your words to Fay").fill("Did I do wrong?")
    ana.presses("Send to Fay").presses("Back to the circle")
    fay.reads("Words with Ana").unfolds("Words with Ana").reads("Did I do wrong?")
    fay.at_the_desk("Give words back")
    ana.place_is("Anyone can speak").draft_is("but I never").presses("Share this", ana.place)
    fay.hears("but I never")


def test_who_is_out_is_told_why_and_cannot_come_back(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    evening.house.does(bo.says("Ana is a fool."))
    ana.hears("Ana is a fool.")
    fay.unfolds("Ana", fay.desk).at_the_desk("Out for this meeting…")
    fay.asks_once("Ana leaves for today.", "Out for this meeting", "It hurt someone")
    ana.reads("This meeting is over for you today.").reads("It was about someone in the room, and it hurt.")
    ana.does_not_read("Ana is a fool.")
    expect(ana.page.get_by_role("button", name="I need support now")).to_be_visible()
    fay.does_not_see("Ana").reads("Asked to leave")

    ana.page.reload()
    ana.reads("This meeting is over for you today.")
    again = evening.person("Annie", context=ana.context).knocks().waits_outside()
    expect(fay.page.get_by_text("came by the same link as someone you asked to leave")).to_be_visible()
    again.does_not_read("Ana is a fool.")
    fay.does_not_see("Ana")


def test_what_is_taken_down_is_gone_for_all_and_still_with_its_author(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    ana.says("I know where to get some.")
    fay.unfolds("···", fay.words).presses("Cover a share", fay.words)
    fay.reads("A guide put a cover on this.")
    ana.reads("Fay put a cover on your share.")
    fay.presses("Take a share down…", fay.words).asks_once(
        "Take it down for everyone?", "Take a share down", "A detail of how"
    )
    fay.has_not_heard("I know where to get some.")
    ana.reads("Fay took your share down and will tell you why.").reads(
        "It had a detail that could pull at someone."
    )
    assert any(frame["is"] == "retracted" for frame in bo.frames)


def test_the_door_can_be_locked_a_note_put_out_and_somebody_sent_home_kindly(evening: Company) -> None:
    fay, _ = opened(evening)
    bo = evening.waiting("Bo")
    expect(fay.aloud).to_contain_text("Bo is at the door")
    fay.unfolds("Note to everyone waiting")
    fay.chooses("Someone is in the middle of a share.")
    bo.reads("Someone is in the middle of a share.")
    bo.page.get_by_label("Your words to Fay").fill("No hurry, I can wait.")
    bo.presses("Send to Fay")
    fay.reads("they wrote").unfolds("Write to Bo", fay.desk).reads("No hurry, I can wait.")
    fay.at_the_desk("Not today…").asks_once("Tell Bo they can't come in?", "Not today", "No place left")
    bo.reads("Not today.").reads("There's no place left tonight.")
    fay.at_the_desk("Let in after all")
    fay.sees("Bo")
    bo.is_in()
    fay.at_the_desk("Lock the door")
    expect(fay.desk.get_by_role("button", name="Open the door")).to_have_attribute("aria-pressed", "true")


def test_everyone_is_held_and_then_goes_on_exactly(evening: Company) -> None:
    fay, ana = opened(evening)
    ana.writes("half a sen")
    fay.at_the_desk("Hold everyone…").asks_once("Hold everyone?", "Hold everyone")
    ana.reads("We're holding still for a moment.").draft_is("half a sen")
    fay.reads("Came in during the last 5 minutes").at_the_desk("Release")
    ana.place_is("Anyone can speak").draft_is("half a sen")
    fay.at_the_desk("Quiet screen")
    ana.reads("Fay has put a quiet screen up.").draft_is("half a sen")
    fay.at_the_desk("Take it away")
    fay.at_the_desk("All listen")
    ana.place_is("You're listening for a while")
    fay.at_the_desk("Give words back")
    ana.place_is("Anyone can speak").draft_is("half a sen")


def test_a_guide_shares_the_desk_and_sends_back_to_the_lobby(evening: Company) -> None:
    fay, ana = opened(evening)
    [bo] = evening.guests(fay, "Bo")
    fay.unfolds(re.compile("^Bo"), fay.desk)
    fay.desk.get_by_role("group", name="Tonight they are").filter(visible=True).get_by_label(
        "co-guide"
    ).click()
    expect(ana.seat("Bo").locator("i")).to_have_text("guides")
    evening.house.does(bo.until(lambda me: "desk" in me.picture))
    evening.house.does(bo.may("back_to_lobby", whom=bo.seat_of("Ana")))
    ana.reads("has asked you to wait here for a moment. You're not in trouble.")
    fay.reads("you asked them to wait").lets_in("Ana")
    ana.is_in()
    fay.unfolds("What guides did").reads(re.compile("Bo.*lobby"))
