"""Plays an evening: waits for each turn as the house gives it, and leaves room for the guest who joins."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from server.demo.script import Bit, Script, bits
from server.demo.visitor import Visitor, written

Pause = Callable[[float], Any]
"""Waits for so many seconds of the evening's own pace."""

LETTERS_A_SECOND = 14.0
BREATH = 2.5


@dataclass(frozen=True)
class Director:
    """The cast by name, and the pace of the evening."""

    cast: Mapping[str, Visitor]
    pause: Pause

    async def play(self, script: Script) -> None:
        """The whole evening, from the lobby to the end. Strangers who knock are let in all the while."""
        async with asyncio.TaskGroup() as tasks:
            door = tasks.create_task(self._keep_the_door())
            for step in script.steps:
                await self._play(step)
                if step.get("admit"):
                    await self._give_jobs(script)
            door.cancel()

    async def _play(self, step: dict[str, Any]) -> None:
        match step:
            case {"letters": letters, "of": who}:
                await self._letters(letters, who, "lobby")
            case {"admit": True}:
                await self._admit_the_cast()
            case {"phase": phase}:
                await self._fay("go_to", phase=phase)
            case {"topic": topic}:
                await self._fay("put_topic", words=written(topic))
            case {"everyone_assents": True}:
                await asyncio.gather(*(who.does("assent") for who in self.cast.values()))
            case {"round": _}:
                await self._round(bits(step))
            case {"hand": who}:
                await self._hand(self.cast[who], step)
            case {"support": who}:
                await self._support(who, step)
            case {"ground": exercise}:
                await self._ground(exercise, step["seconds"])
            case {"end": True}:
                await self.pause(8)
                await self._fay("end_for_all")
            case {"who": who, "says": lines}:
                await self._speak(self.cast[who], lines)
            case _:
                raise ValueError(f"the script has a step nobody can play: {sorted(step)}")
        await self.pause(BREATH)

    async def _fay(self, act: str, **about: object) -> None:
        await self.cast["Fay"].does(act, **about)

    async def _speak(self, who: Visitor, lines: list[str], note: str | None = None) -> None:
        for line in lines:
            await self.pause(BREATH + len(line) / LETTERS_A_SECOND)
            await who.says(line, note)
            note = None

    async def _admit_the_cast(self) -> None:
        fay = self.cast["Fay"]
        seats = [who.seat for who in self.cast.values() if who.you["where"] == "lobby"]
        await fay.does("admit", whom=seats)
        for who in self.cast.values():
            await who.until(lambda me: me.you["where"] == "circle")

    async def _give_jobs(self, script: Script) -> None:
        for part in script.cast:
            if part.job is not None:
                await self._fay("give_role", whom=self.cast[part.name].seat, role=part.job)

    async def _keep_the_door(self) -> None:
        """Whoever knocks and is not of the cast is let in after a moment, and made welcome."""
        fay = self.cast["Fay"]
        ours = {who.seat for who in self.cast.values()}

        def stranger(me: Visitor) -> str | None:
            waiting = (me.picture.get("desk") or {}).get("waiting", ())
            return next((one["id"] for one in waiting if one["id"] not in ours and not one["away"]), None)

        while True:
            await fay.until(lambda me: stranger(me) is not None)
            await self.pause(4)
            if (seat := stranger(fay)) is not None:
                await fay.does("admit", whom=[seat])
                await fay.does("welcome", whom=seat)

    async def _round(self, told: Mapping[str, Bit]) -> None:
        fay = self.cast["Fay"]
        await fay.does("start_round")
        said_later: set[str] = set()
        while True:
            await fay.until(lambda me: not me.picture["floor"]["round_on"] or self._holder(me) is not None)
            who = self._holder(fay)
            if who is None:
                return
            await self._turn(who, told.get(who.name, Bit(does="pass")), said_later)

    def _holder(self, looker: Visitor) -> Visitor | None:
        """Who of the cast has the floor; a guest's turn is their own, and we wait."""
        holder = looker.picture["floor"]["holder"]
        return next((who for who in self.cast.values() if who.seat == holder), None)

    async def _turn(self, who: Visitor, bit: Bit, said_later: set[str]) -> None:
        await who.until(lambda me: me.picture["floor"]["holder"] == me.seat)
        turn = who.picture["floor"]["turn"]
        await self.pause(BREATH)
        if bit.does == "pass":
            await who.does("pass_turn", turn=turn)
        elif bit.does == "later" and who.name not in said_later:
            said_later.add(who.name)
            await who.does("come_back_to_me", turn=turn)
        else:
            await self._speak(who, list(bit.says))
            await self._answers(who, bit.then)
            await who.does("done", turn=turn)
        await self.cast["Fay"].until(lambda me: me.picture["floor"]["turn"] != turn)

    async def _hand(self, who: Visitor, step: dict[str, Any]) -> None:
        await who.does("raise_hand")
        await self.pause(BREATH)
        fay = self.cast["Fay"]
        if fay.picture["floor"]["holder"] is None:
            await fay.does("give_floor", whom=who.seat, turn=fay.picture["floor"]["turn"])
        else:
            await fay.until(lambda me: me.picture["floor"]["holder"] in (None, who.seat))
            await fay.does("give_floor", whom=who.seat, turn=fay.picture["floor"]["turn"])
        await who.until(lambda me: me.picture["floor"]["holder"] == me.seat)
        turn = who.picture["floor"]["turn"]
        await who.does("wish", turn=turn, wish=step["wish"])
        await self._speak(who, step["says"], step.get("note"))
        await self._reply(who, step.get("replies", ()))
        await self._answers(who, tuple(map(tuple, step.get("then", ()))))
        await who.does("done", turn=turn)

    async def _reply(self, to: Visitor, replies: Any) -> None:
        for name, line in replies:
            await self.pause(BREATH + len(line) / LETTERS_A_SECOND)
            await self.cast[name].says(line, answers=self.cast[name].shown[to.seat]["ref"])

    async def _answers(self, to: Visitor, answers: tuple[Any, ...]) -> None:
        for name, kind in answers:
            who = self.cast[name]
            await self.pause(1)
            await who.does("answer", ref=who.shown[to.seat]["ref"], kind=kind)

    async def _support(self, who: str, step: dict[str, Any]) -> None:
        asking, taking = self.cast[who], self.cast[step["taken_by"]]
        await asking.does("ask_for_support")
        await self.pause(BREATH)
        await taking.does("take_support", whom=asking.seat)
        await self._letters(step["letters"], who, "support")
        await taking.does("close_support", whom=asking.seat)

    async def _letters(self, letters: list[list[str]], of: str, about: str) -> None:
        for name, line in letters:
            await self.pause(BREATH + len(line) / LETTERS_A_SECOND)
            to = self.cast[of].seat
            await self.cast[name].does("write_letter", whom=to, about=about, words=written(line))

    async def _ground(self, exercise: str, seconds: float) -> None:
        await self._fay("ground", exercise=exercise)
        await self.pause(seconds)
        await self._fay("ground", exercise=None)
