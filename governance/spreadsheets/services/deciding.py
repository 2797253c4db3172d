"""What an import waits for."""


class Undecided(ValueError):
    """The step can't be taken yet, or no more; `message` says what the person has to settle first."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
