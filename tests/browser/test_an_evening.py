"""A whole evening of several people, each in a browser of their own."""

from tests.browser.evening import Company


def test_from_a_link_to_gone(evening: Company) -> None:
    fay = evening.guide("Fay")
    ana = evening.person("Ana").knocks().waits_outside()
    fay.lets_in("Ana")
    ana.is_in().sees("Fay")
    fay.at_the_desk("Begin") if fay.desk.get_by_role("button", name="Begin").count() else fay.presses("Begin")
    fay.says("Welcome, everyone.")
    ana.hears("Welcome, everyone.")
    fay.at_the_desk("End for everyone…").asks_once("End now?", "End for everyone")
    ana.reads("It's gone.")
    evening.passes(65)
    ana.reads("none")
