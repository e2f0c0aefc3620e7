"""A whole evening of several people, each in a browser of their own."""

from tests.browser.evening import Company


def test_from_a_link_to_gone(evening: Company) -> None:
    fay = evening.guide("Fay")
    ana = evening.person("Ana").knocks().waits_outside()
    fay.lets_in("Ana")
    ana.is_in().sees("Fay")
    fay.presses("Begin")
    fay.says("Welcome, everyone.")
    ana.hears("Welcome, everyone.")
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    ana.reads("What was wiped")
    evening.passes(65)
    ana.reads("Destroyed")
