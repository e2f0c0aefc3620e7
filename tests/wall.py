"""A screen in the room, through its own door: no name, no agreement, only a link of its own kind."""

from urllib.parse import urlsplit

from tests.guest import Frame, Guest, NotLetIn


class Wall(Guest):
    """What a wall's page does, without the page."""

    def __init__(self, link: str) -> None:
        super().__init__("the wall", link)
        assert urlsplit(link).path == "/wall"

    async def knocks(self, **about: object) -> Frame:
        """Show the link. Raises `NotLetIn` with the refusal's name."""
        answer = await self.posts("/wall", {"invitation": self.invitation} | about)
        told: Frame = answer.json()
        if "refused" in told:
            raise NotLetIn(told["refused"])
        self.door = f"/in/{told['handle']}"
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return told

    def is_here(self) -> bool:
        """A wall is told a picture, and nothing of its own."""
        return bool(self.picture)

    async def gets_a_ticket(self) -> str:
        """A wall that has not hung yet is hung first."""
        if not self.cookie:
            await self.knocks()
        return await super().gets_a_ticket()
