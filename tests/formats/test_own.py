"""A host's own format: taken when it holds, refused by name and place when it does not."""

from pathlib import Path

import pytest

from server.formats import SHIPPED, NotAFormat, folder, library, read

OURS = (SHIPPED / "support-circle.toml").read_text("utf-8")

BROKEN = [
    ("not-toml", "", 'title = "'),
    ("wrong-field", "places", "reading_age = 11\nplaces = 6"),
    ("wrong-field", "reading_age", 'reading_age = "eleven"'),
    ("unknown-mode", "phases[2].mode", ('mode = "round_robin"\nturn = 120', 'mode = "shouting"\nturn = 120')),
    ("unknown-order", "phases[3].order", ('order = "quiet_first"', 'order = "loud_first"')),
    ("unknown-phase", "phases[1].phase", ('phase = "agreements"', 'phase = "handshakes"')),
    (
        "unknown-crosstalk",
        "crosstalk",
        ('crosstalk = "ask_first"\n\n[title]', 'crosstalk = "some"\n\n[title]'),
    ),
    ("unknown-schema", "schema", ('"meeting-format/1"', '"meeting-format/9"')),
    ("missing-phase", "agreements", ('phase = "agreements"', 'phase = "opening"')),
    ("not-a-phase-of-a-format", "phases[6].phase", "extra:closed"),
    ("phase-twice", "phases[6].phase", "extra:checkin"),
    ("minutes-do-not-add-up", "minutes", ("minutes = 60", "minutes = 61")),
    ("minutes-do-not-add-up", "lengths.45", ("minutes = 60", "minutes = 60\nlengths = [45]")),
    ("no-minutes", "phases[1].minutes", ("minutes = 3\n", "minutes = 0\n")),
    ("turn-longer-than-its-phase", "phases[2].turn", ("turn = 120", "turn = 721")),
    ("closing-reserve-too-long", "closing_reserve", ("closing_reserve = 10", "closing_reserve = 11")),
    ("code-not-neutral", "code", ('code = "c1"', 'code = "support"')),
    ("places-out-of-range", "capacity", ("least = 5", "least = 7")),
    ("places-out-of-range", "capacity", ("most = 6", "most = 1001")),
    ("quorum-out-of-range", "quorum", ("quorum = 1", "quorum = 0")),
    ("ages-out-of-range", "ages", ("from = 18", "from = 12")),
    ("under-18-not-said", "under_18", ("from = 18", "from = 17")),
    ("two-adults-needed", "quorum", ("quorum = 1", "quorum = 1\nunder_18 = true")),
    ("language-missing", "summary", ('es = "Cinco o seis', 'fr = "Cinco o seis')),
    ("language-missing", "title", ('[title]\nen = "Support circle"\nes = "Círculo de apoyo"', "[title]")),
    ("language-missing", "phases[3].script", ('es = ["Tiremos de un solo hilo."]', "")),
    ("languages-differ", "topics", ('  "Quién lo sabe y quién no",\n', "")),
    ("unknown-hole", "phases[3].script", ("Tiremos de", "{secret} de")),
]


def written(tmp_path: Path, change: str | tuple[str, str]) -> Path:
    """Our support circle with one thing changed."""
    path = tmp_path / "own.toml"
    match change:
        case (old, new):
            assert old in OURS
            path.write_text(OURS.replace(old, new, 1), "utf-8")
        case str(extra) if extra.startswith("extra:"):
            path.write_text(
                f'{OURS}\n[[phases]]\nphase = "{extra[6:]}"\nminutes = 1\nmode = "open"\n', "utf-8"
            )
        case str(line):
            path.write_text(OURS.replace("reading_age = 11", line, 1), "utf-8")
    return path


@pytest.mark.parametrize(("rule", "place", "change"), BROKEN)
def test_a_format_that_does_not_hold_is_refused_by_name_and_place(
    tmp_path: Path, rule: str, place: str, change: str | tuple[str, str]
) -> None:
    with pytest.raises(NotAFormat) as refused:
        read(written(tmp_path, change))
    assert (refused.value.file, refused.value.rule) == ("own.toml", rule)
    assert place in refused.value.place


def test_phases_in_another_order_are_refused(tmp_path: Path) -> None:
    swapped = (
        OURS.replace('"checkin"', '"later"').replace('"focus"', '"checkin"').replace('"later"', '"focus"')
    )
    path = tmp_path / "own.toml"
    path.write_text(swapped.replace('focus = "both"', 'focus = "both"'), "utf-8")
    with pytest.raises(NotAFormat, match="phases-out-of-order"):
        read(path)


def test_a_file_that_is_not_text_is_refused_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotAFormat, match="not-toml"):
        read(path)


def test_a_house_may_bring_its_own_format_beside_ours(tmp_path: Path) -> None:
    own = OURS.replace('code = "c1"', 'code = "k7"').replace('id = "support-circle"', 'id = "kitchen-table"')
    (tmp_path / "kitchen-table.toml").write_text(own, "utf-8")
    assert [document.id for document in folder(tmp_path)] == ["kitchen-table"]
    assert list(library(tmp_path)) == ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "k7"]


@pytest.mark.parametrize(("kept", "rule"), [("code", "code-taken"), ("id", "id-taken")])
def test_an_own_format_cannot_pass_for_one_of_ours(tmp_path: Path, kept: str, rule: str) -> None:
    own = OURS if kept == "code" else OURS.replace('code = "c1"', 'code = "k7"')
    own = own.replace('id = "support-circle"', 'id = "kitchen-table"') if kept == "code" else own
    (tmp_path / "own.toml").write_text(own, "utf-8")
    with pytest.raises(NotAFormat, match=rule):
        library(tmp_path)


def test_a_document_in_one_language_is_fine(tmp_path: Path) -> None:
    lines = []
    skipping = False
    for line in OURS.splitlines():
        skipping = skipping or line.startswith("es = [")
        if not skipping and not line.startswith("es = "):
            lines.append(line.replace(', es = "un sitio tranquilo y una hora"', ""))
        skipping = skipping and not line.rstrip().endswith("]")
    path = tmp_path / "own.toml"
    path.write_text("\n".join(lines), "utf-8")
    assert read(path).langs == ("en",)
