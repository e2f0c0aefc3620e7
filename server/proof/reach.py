"""A place that could not be looked at is named, with the reason. It never counts as clean."""


class OutOfReach(Exception):
    """Why nobody could look there."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
