"""What somebody may be called here, and what would be mistaken for another, or for a guide."""

from itertools import product

import pytest

from server.room.names import LONGEST_NAME, fitting, fitting_pronouns, skeleton
from server.room.refusals import No, Refused
from server.room.words import Name


def refused(wanted: str, *here: str) -> No | None:
    try:
        fitting(Name(wanted), [Name(name) for name in here])
    except Refused as refusal:
        return refusal.no
    return None


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "Zoë-Lou",
        "D'Arcy",
        "J. R.",
        "Ana 2",
        "Анна",
        "李雷",
        "محمد",
        "नीता",
        "Søren",
        "Ñusta",
        "Hostess",
    ],
)
def test_a_name_can_be_anything_that_everyone_can_read(name: str) -> None:
    assert refused(name, "Fay", "Bo") is None


def test_space_around_a_name_is_not_part_of_it() -> None:
    assert fitting(Name("  Ana \u00a0 B "), []) == Name("Ana B")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "12",
        "-",
        "a" * (LONGEST_NAME + 1),
        "An\u200ba",  # zero width space
        "An\u200da",  # zero width joiner
        "\u202eanA",  # written from the right
        "An\u00ada",  # soft hyphen
        "A\u0336\u0337\u0321na",  # a tower of marks
        "Ana\x07",
        "\ue000",
        "Ana?",
    ],
)
def test_a_name_that_not_everyone_can_read_is_not_usable(name: str) -> None:
    assert refused(name) is No.NAME_NOT_USABLE


@pytest.mark.parametrize("name", ["Ana", "ana", "ANA", "Ａｎａ"])
def test_a_name_is_there_once(name: str) -> None:
    assert refused(name, "Bo", "Ana") is No.NAME_TAKEN


@pytest.mark.parametrize(
    ("name", "looks_like"),
    [
        ("\u0410na", "Ana"),  # Cyrillic A
        ("\u0391na", "Ana"),  # Greek Alpha
        ("\u0430\u043d\u0430", "aha"),  # Cyrillic throughout
        ("An\u0251", "Ana"),
        ("Aná", "Ana"),
        ("A n a", "Ana"),
        ("A.na", "Ana"),
        ("1ia", "Lia"),
        ("Iia", "Lia"),
        ("B0", "Bo"),
        ("Bø", "Bo"),
        ("Carnila", "Camila"),
        ("Car\u0301nila", "Camila"),
        ("Kenvvood", "Kenwood"),
        ("\u041dugo", "Hugo"),
        ("\u0397ugo", "Hugo"),
        ("Лія", "Лiя"),  # two scripts that share a letter
    ],
)
def test_a_name_does_not_look_like_another(name: str, looks_like: str) -> None:
    assert refused(name, looks_like) is No.NAME_LOOKS_LIKE_ANOTHER
    assert skeleton(name) == skeleton(looks_like)


def test_many_names_looked_at_in_one_piece_look_as_each_does_alone() -> None:
    letters = [chr(code) for code in range(0x250) if chr(code).isprintable()]
    names = [f"{one} r{one}n vv{two}\u0301" for one, two in product(letters[:60], letters)]
    assert skeleton("\n".join(names)).split("\n") == [skeleton(name) for name in names]


def test_the_first_of_all_is_like_nobody() -> None:
    assert refused("\ufe70") is None  # nothing of it is left to a hurried eye
    assert refused("\ufe70", "\ufe72") is No.NAME_LOOKS_LIKE_ANOTHER


@pytest.mark.parametrize("name", ["Ana B", "Anna", "Lina", "Bo 2"])
def test_one_more_letter_is_enough_to_be_told_apart(name: str) -> None:
    assert refused(name, "Ana", "Bo") is None


@pytest.mark.parametrize(
    "name",
    [
        "Guide",
        "Guide Fay",
        "Fay (guide)",
        "La guía",
        "[mod]",
        "MOD",
        "m o d",
        "Facilitator",
        "Facilitadora",
        "F-a-c-i-l-i-t-a-t-o-r",
        "Co-facilitator",
        "Moderador",
        "\u041cod",  # Cyrillic M
        "G\u03c5ide",  # Greek upsilon
        "Ｇｕｉｄｅ",
        "𝐆𝐮𝐢𝐝𝐞",
        "Admin1strator",
        "Dr. Bo",
        "Peer specialist",
        "✓ Ana",
        "Ana ★",
        "Ana 🛡",
        "Ana™",
        "$ana",
    ],
)
def test_nobody_wears_a_badge_that_the_house_did_not_give(name: str) -> None:
    assert refused(name) is No.NAME_LOOKS_OFFICIAL


@pytest.mark.parametrize("name", ["Lea D", "Model", "Lidia", "Guido", "Modesta", "Ming"])
def test_a_name_that_only_begins_like_a_badge_is_a_name(name: str) -> None:
    assert refused(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "0171 23456",
        "Ana 55512",
        "٠١٢٣٤٥",  # Arabic digits are digits
        "ana@mail.example",
        "@ana",
        "ana_92",
        "Ana#1234",
        "ana.com",
        "www ana",
        "insta ana",
        "WhatsApp Ana",
        "http//ana",
        "snapchat bo",
    ],
)
def test_a_name_does_not_tell_where_somebody_can_be_reached(name: str) -> None:
    assert refused(name) is No.NAME_TELLS_TOO_MUCH


@pytest.mark.parametrize("pronouns", ["", "she/her", "they / them", "él", "elle", "xe/xem", "any"])
def test_pronouns_are_ones_own(pronouns: str) -> None:
    assert fitting_pronouns(Name(pronouns)) == Name(pronouns)


@pytest.mark.parametrize(
    ("pronouns", "no"),
    [
        ("guide/host", No.NAME_LOOKS_OFFICIAL),
        ("she ✓", No.NAME_LOOKS_OFFICIAL),
        ("call 0171 23456", No.NAME_TELLS_TOO_MUCH),
        ("she/her/0171 2345678", No.NAME_TELLS_TOO_MUCH),
        ("she\u200b", No.NAME_NOT_USABLE),
        ("x" * 21, No.NAME_NOT_USABLE),
        ("12", No.NAME_NOT_USABLE),
    ],
)
def test_pronouns_pretend_no_more_than_a_name_can(pronouns: str, no: No) -> None:
    with pytest.raises(Refused) as refusal:
        fitting_pronouns(Name(pronouns))
    assert refusal.value.no is no


def test_a_refused_name_is_in_no_refusal() -> None:
    with pytest.raises(Refused) as refusal:
        fitting(Name("Guide Fay"), [])
    assert "Fay" not in repr(refusal.value) + repr(Name("Fay"))
