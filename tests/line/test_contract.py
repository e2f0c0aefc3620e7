"""The contract of the line, told once and kept by each implementation."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from server.line.line import (
    Committed,
    Gone,
    Head,
    Kept,
    Offer,
    Outrun,
    Place,
    Rewound,
    Said,
    Wiped,
    next_gen,
)
from tests.line.boxes import boxes
from tests.line.ends import Ends, opened, said, step_from


async def test_a_room_is_opened_once(ends: Ends) -> None:
    place = await opened(ends.here)
    assert place == Place("gen-1", 0, 0)
    assert await ends.there.open("tuesday", "gen-2", b"other", b"keys") is None
    kept = await ends.there.load("tuesday")
    assert isinstance(kept, Kept) and (kept.state, kept.keys) == (b"state-0", b"keys")


async def test_nobody_finds_a_room_that_was_never_opened(ends: Ends) -> None:
    assert isinstance(await ends.here.load("nowhere"), Gone)
    assert isinstance(await ends.here.head("nowhere", "a", 0), Gone)
    assert isinstance(await ends.here.commit("nowhere", step_from(Place("gen-1", 0, 0), b"hello")), Gone)


async def test_news_is_numbered_and_everyone_hears_it_in_one_order(ends: Ends) -> None:
    place = await opened(ends.here)
    await ends.here.follow("tuesday")
    await ends.there.follow("tuesday")
    place = await said(ends.here, "tuesday", place, b"one", b"two", state=b"state-1")
    place = await said(ends.there, "tuesday", place, b"three")
    assert (place.version, place.seq) == (1, 3)
    await heard(ends, 3)
    expected = [(1, b"one"), (2, b"two"), (3, b"three")]
    assert ends.heard_here.pieces("tuesday") == ends.heard_there.pieces("tuesday") == expected
    first = ends.heard_there.news[0][1]
    assert (first.state, first.from_version, first.place.version) == (b"state-1", 0, 1)


async def test_a_line_that_says_it_answers_at_once_does(ends: Ends) -> None:
    place = await opened(ends.here)
    asking = ends.here.commit("tuesday", step_from(place, b"hello"))
    try:
        asking.send(None)
    except StopIteration as answered:
        assert ends.here.at_once and isinstance(answered.value, Committed)
    else:
        assert not ends.here.at_once
    finally:
        asking.close()


async def test_the_slower_of_two_is_outrun_and_changes_nothing(ends: Ends) -> None:
    place = await opened(ends.here)
    await said(ends.here, "tuesday", place, b"quick", state=b"state-1")
    slow = await ends.there.commit("tuesday", step_from(place, b"slow", state=b"other"))
    assert slow == Outrun(Place("gen-1", 1, 1))
    kept = await ends.here.load("tuesday")
    assert isinstance(kept, Kept) and kept.state == b"state-1"
    assert await boxes(ends.here, "tuesday", "gen-1", 0, 1) == [b"quick"]


async def test_shares_never_outrun_each_other(ends: Ends) -> None:
    place = await opened(ends.here)
    await said(ends.here, "tuesday", place, b"from here")
    after = await said(ends.there, "tuesday", place, b"from there")
    assert (after.version, after.seq) == (0, 2)


async def test_an_act_sent_twice_is_done_once(ends: Ends) -> None:
    place = await opened(ends.here)
    act = replace(step_from(place, b"hello"), acts=(("ana", 1, b"ok"),))
    assert isinstance(await ends.here.commit("tuesday", act), Committed)
    assert await ends.there.commit("tuesday", act) == Said({("ana", 1): b"ok"})
    assert await boxes(ends.here, "tuesday", "gen-1", 0, 2) == [b"hello", None]


async def test_one_done_act_refuses_the_batch_and_names_only_itself(ends: Ends) -> None:
    place = await opened(ends.here)
    first = replace(step_from(place, b"a"), acts=(("ana", 1, b"ok"), ("ana", 2, b"ok")))
    assert isinstance(await ends.here.commit("tuesday", first), Committed)
    batch = replace(step_from(place, b"b"), acts=(("ana", 1, b"ok"), ("bo", 1, b"ok")))
    assert await ends.here.commit("tuesday", batch) == Said({("ana", 1): None})
    kept = await ends.here.load("tuesday")
    assert isinstance(kept, Kept) and kept.acts == {"ana": (2, b"ok")}


async def test_a_retracted_piece_is_gone_in_the_same_step(ends: Ends) -> None:
    place = await opened(ends.here)
    place = await said(ends.here, "tuesday", place, b"one", b"two")
    taken_back = replace(step_from(place, b"tombstone"), forget=(1,))
    assert isinstance(await ends.here.commit("tuesday", taken_back), Committed)
    assert await boxes(ends.there, "tuesday", "gen-1", 0, 3) == [None, b"two", b"tombstone"]


async def test_another_generation_has_no_pieces_for_us(ends: Ends) -> None:
    place = await opened(ends.here)
    await said(ends.here, "tuesday", place, b"one")
    assert await boxes(ends.here, "tuesday", "gen-0", 0, 1) is None


async def test_whoever_unfollows_hears_no_more(ends: Ends) -> None:
    place = await opened(ends.here)
    await ends.here.follow("tuesday")
    await ends.there.follow("tuesday")
    await ends.there.unfollow("tuesday")
    await said(ends.here, "tuesday", place, b"one")
    await heard(ends, 1, there=False)
    assert ends.heard_there.pieces("tuesday") == []


async def test_the_head_answers_everyones_beats(ends: Ends) -> None:
    await opened(ends.here)
    await ends.here.head("tuesday", "a", 0)
    head = await ends.there.head("tuesday", "b", 0)
    assert isinstance(head, Head) and set(head.beats) == {"a", "b"}
    assert head.place == Place("gen-1", 0, 0)


async def test_a_line_that_knows_less_than_we_do_was_rewound(ends: Ends) -> None:
    place = await opened(ends.here)
    assert isinstance(await ends.here.head("tuesday", "a", 5), Rewound)
    ahead = replace(step_from(place, b"x"), known_seq=5)
    assert isinstance(await ends.here.commit("tuesday", ahead), Rewound)


async def test_a_ring_before_its_time_is_refused(ends: Ends) -> None:
    place = await opened(ends.here)
    now = await ends.here.now()
    early = replace(step_from(place, state=b"closed"), rings_for=now + 10)
    assert type(await ends.here.commit("tuesday", early)).__name__ == "TooEarly"
    due = replace(early, rings_for=now)
    assert isinstance(await ends.here.commit("tuesday", due), Committed)


async def test_a_wiped_room_stays_wiped_whatever_is_tried(ends: Ends) -> None:
    place = await opened(ends.here)
    await ends.there.follow("tuesday")
    place = await said(ends.here, "tuesday", place, b"one")
    kept = await ends.here.load("tuesday")
    assert isinstance(kept, Kept)
    assert await ends.here.wipe("tuesday") is True
    assert await ends.there.wipe("tuesday") is False
    risen = Offer("gen-1", replace(kept, place=Place(next_gen("gen-1"), 9, 9)), {1: (b"one", 60.0)})
    for answer in (
        await ends.there.load("tuesday"),
        await ends.there.open("tuesday", "gen-9", b"state", b"keys"),
        await ends.there.commit("tuesday", step_from(place, b"two")),
        await ends.there.head("tuesday", "a", 0),
        await ends.there.restore("tuesday", risen),
    ):
        assert isinstance(answer, Wiped)
    assert await boxes(ends.here, "tuesday", "gen-1", 0, 1) is None
    await until(lambda: bool(ends.heard_there.news) and ends.heard_there.news[-1][1].wiped)


async def test_after_lost_memory_the_longest_history_wins(ends: Ends) -> None:
    short, long = offered(3, 7), offered(3, 9)
    assert await ends.here.restore("tuesday", short) == short.kept.place
    assert await ends.there.restore("tuesday", long) == long.kept.place
    assert await ends.here.restore("tuesday", short) == long.kept.place
    kept = await ends.here.load("tuesday")
    assert isinstance(kept, Kept)
    assert (kept.place, kept.state, kept.acts) == (long.kept.place, b"state 3 9", {"ana": (9, b"ok")})
    settling = await ends.here.commit("tuesday", step_from(long.kept.place, b"ten"))
    assert type(settling).__name__ == "Settling"


async def test_what_only_the_shorter_history_knew_is_not_lost(ends: Ends) -> None:
    long = offered(3, 9, pieces={9: (b"nine", 60.0)})
    short = offered(3, 8, pieces={7: (b"seven", 60.0), 8: (b"eight", 60.0)})
    await ends.here.restore("tuesday", long)
    assert await ends.there.restore("tuesday", short) == long.kept.place
    assert await boxes(ends.here, "tuesday", GEN_2, 6, 9) == [b"seven", b"eight", b"nine"]


async def test_a_piece_that_has_rested_its_minute_is_not_laid_down_again(ends: Ends) -> None:
    await ends.here.restore("tuesday", offered(1, 2, pieces={1: (b"old", 0.0), 2: (b"new", 1.0)}))
    assert await boxes(ends.here, "tuesday", GEN_2, 0, 2) == [None, b"new"]


async def test_what_rests_says_how_long_it_still_may(ends: Ends) -> None:
    place = offered(1, 2).kept.place
    await ends.here.restore("tuesday", offered(1, 2, pieces={2: (b"half its minute", 30.0)}))
    await ends.passes(1.1)
    await said(ends.here, "tuesday", place, b"new")
    found = await ends.there.since("tuesday", GEN_2, 0, 3)
    assert found is not None and found[0] is None and found[1] is not None and found[2] is not None
    assert 15 < found[1][1] <= 30 < 45 < found[2][1] <= 60


async def test_a_room_settles_only_when_everybody_who_followed_it_has_offered(ends: Ends) -> None:
    first = offered(1, 1, others=("b",))
    await ends.here.restore("tuesday", first)
    await ends.passes(1.1)
    waiting = await ends.here.commit("tuesday", step_from(first.kept.place, b"two"))
    assert type(waiting).__name__ == "Settling"
    more = replace(offered(1, 2), instance="b")
    assert await ends.there.restore("tuesday", more) == more.kept.place
    assert isinstance(await ends.here.commit("tuesday", step_from(more.kept.place, b"three")), Committed)


async def test_who_offers_late_learns_whether_theirs_is_in_it(ends: Ends) -> None:
    place = offered(2, 2).kept.place
    await ends.here.restore("tuesday", offered(2, 2))
    await ends.passes(1.1)
    after = await said(ends.here, "tuesday", place, b"three")
    assert await ends.there.restore("tuesday", offered(1, 2)) == after
    assert await ends.there.restore("tuesday", offered(2, 3)) is None


async def test_who_slept_through_more_than_one_loss_learns_whether_theirs_is_in_it(ends: Ends) -> None:
    place = offered(2, 2).kept.place
    await ends.here.restore("tuesday", offered(2, 2))
    await ends.passes(1.1)
    await said(ends.here, "tuesday", place, b"three")
    kept = await ends.here.load("tuesday")
    assert isinstance(kept, Kept) and kept.restored == (place,)
    again = Place(next_gen(GEN_2), 2, 4)
    assert await ends.here.restore("tuesday", Offer(GEN_2, replace(kept, place=again), {})) == again
    for asked in ("settling", "settled"):
        assert await ends.there.restore("tuesday", offered(1, 2)) == again, asked
        assert await ends.there.restore("tuesday", offered(2, 3)) is None, "the first loss was without it"
        await ends.passes(1.1)
    kept = await ends.there.load("tuesday")
    assert isinstance(kept, Kept) and kept.restored == (again, place)


async def test_a_longer_history_takes_the_place_of_one_that_slept_and_was_quicker(ends: Ends) -> None:
    slept = offered(1, 3)
    await ends.here.restore("tuesday", slept)
    kept = replace(slept.kept, place=Place(GEN_4, 5, 9), restored=(Place(GEN_3, 4, 8), Place(GEN_2, 1, 3)))
    assert await ends.there.restore("tuesday", Offer(GEN_3, kept, {})) == kept.place
    back = Offer(GEN_2, replace(slept.kept, place=Place(GEN_3, 1, 3), restored=(Place(GEN_2, 1, 3),)), {})
    assert await ends.here.restore("tuesday", back) == kept.place
    stands = await ends.here.load("tuesday")
    assert isinstance(stands, Kept) and stands.restored == (kept.place, *kept.restored)


async def test_one_that_went_on_elsewhere_meanwhile_does_not_take_its_place(ends: Ends) -> None:
    quick = offered(1, 3)
    await ends.here.restore("tuesday", quick)
    await ends.passes(1.1)
    after = await said(ends.here, "tuesday", quick.kept.place, b"four", state=b"state 2 4")
    kept = replace(quick.kept, place=Place(GEN_4, 5, 9), restored=(Place(GEN_3, 4, 8), Place(GEN_2, 1, 3)))
    assert await ends.there.restore("tuesday", Offer(GEN_3, kept, {})) is None
    stands = await ends.here.load("tuesday")
    assert isinstance(stands, Kept) and stands.place == after


async def test_of_two_that_parted_in_one_generation_the_longer_wins_while_it_settles(ends: Ends) -> None:
    went_on, alone = (offered(2, seq) for seq in (7, 5))
    went_on = Offer(
        GEN_2, replace(went_on.kept, place=Place(GEN_3, 2, 7), restored=(Place(GEN_2, 1, 3),)), {}
    )
    alone = Offer(GEN_2, replace(alone.kept, place=Place(GEN_3, 2, 5), restored=(Place(GEN_2, 2, 5),)), {})
    assert await ends.here.restore("tuesday", went_on) == went_on.kept.place
    assert await ends.there.restore("tuesday", alone) is None, "its own words are not in it"
    further = replace(alone, kept=replace(alone.kept, place=Place(GEN_3, 3, 9)))
    assert await ends.there.restore("tuesday", further) == further.kept.place
    assert await ends.here.restore("tuesday", went_on) is None
    await ends.passes(1.1)
    longest = replace(went_on, kept=replace(went_on.kept, place=Place(GEN_3, 4, 12)))
    assert await ends.here.restore("tuesday", longest) is None, "it has settled"


async def test_who_has_nothing_after_a_loss_has_not_parted_there(ends: Ends) -> None:
    short = Offer(
        GEN_2, replace(offered(1, 3).kept, place=Place(GEN_3, 1, 3), restored=(Place(GEN_2, 1, 3),)), {}
    )
    long = Offer(
        GEN_2, replace(offered(1, 5).kept, place=Place(GEN_3, 1, 5), restored=(Place(GEN_2, 1, 5),)), {}
    )
    assert await ends.here.restore("tuesday", short) == short.kept.place
    assert await ends.there.restore("tuesday", long) == long.kept.place
    assert await ends.here.restore("tuesday", short) == long.kept.place


async def test_news_says_when_it_was_committed(ends: Ends) -> None:
    place = await opened(ends.here)
    await ends.there.follow("tuesday")
    before = await ends.here.now()
    await said(ends.here, "tuesday", place, b"one")
    await until(lambda: bool(ends.heard_there.news))
    assert before <= ends.heard_there.news[0][1].at <= await ends.here.now()


async def test_a_living_room_is_not_replaced_by_one_that_knows_no_more(ends: Ends) -> None:
    place = await opened(ends.here)
    await said(ends.here, "tuesday", place, b"one")
    assert await ends.there.restore("tuesday", offered(0, 1)) is None
    assert isinstance(await ends.here.load("tuesday"), Kept)
    assert await boxes(ends.here, "tuesday", "gen-1", 0, 1) == [b"one"]


async def test_a_line_that_was_rewound_is_restored(ends: Ends) -> None:
    place = await opened(ends.here)
    await said(ends.here, "tuesday", place, b"one")
    more = offered(0, 2, pieces={1: (b"one again", 60.0), 2: (b"two", 60.0)})
    assert await ends.there.restore("tuesday", more) == more.kept.place
    assert await boxes(ends.here, "tuesday", GEN_2, 0, 2) == [b"one again", b"two"]


async def test_a_room_that_was_opened_anew_gives_way_to_the_meeting_it_forgot(ends: Ends) -> None:
    place = await ends.here.open("tuesday", "anew", b"empty", b"keys")
    assert isinstance(place, Place)
    await said(ends.here, "tuesday", place, b"hello?")
    older = offered(3, 9)
    assert await ends.there.restore("tuesday", older) == older.kept.place
    assert await boxes(ends.here, "tuesday", GEN_2, 0, 1) == [None]


GEN_2 = next_gen("gen-1")
GEN_3 = next_gen(GEN_2)
GEN_4 = next_gen(GEN_3)


def offered(
    version: int,
    seq: int,
    pieces: Mapping[int, tuple[bytes, float]] | None = None,
    others: tuple[str, ...] = (),
) -> Offer:
    """What instance `a` knows of the room, after `gen-1` was lost."""
    state = f"state {version} {seq}".encode()
    kept = Kept(Place(GEN_2, version, seq), state, b"keys", {"ana": (seq, b"ok")})
    return Offer("gen-1", kept, pieces or {}, "a", others)


async def until(condition: object, turns: int = 2_000) -> None:
    """Give the loop its turns until something has been heard."""
    assert callable(condition)
    for _ in range(turns):
        if condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it was never heard")


async def heard(ends: Ends, count: int, *, there: bool = True) -> None:
    """Until both ends have heard `count` pieces."""
    await until(lambda: len(ends.heard_here.pieces("tuesday")) >= count)
    if there:
        await until(lambda: len(ends.heard_there.pieces("tuesday")) >= count)
