"""Several people at once: each deed in a thread and a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def in_parallel(*deeds: Callable[[], Any]) -> list[Any]:
    """Runs the deeds side by side; what they gave, or the exception they raised, in order."""
    found: list[Any] = [None] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            found[number] = deed()
        except Exception as error:
            found[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found
