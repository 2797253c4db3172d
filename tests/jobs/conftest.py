from collections.abc import Iterator

import pytest
from celery import current_app

from governance.jobs import broker
from tests.subsidies import ground


@pytest.fixture
def laid(db: None) -> Iterator[ground.Ground]:
    """Three rated and enrolled courtyards."""
    with ground.standing() as by:
        place = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        place.enrol_all()
        place.rate_all()
        yield place


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[int]]]:
    """What was handed to the broker instead of going there."""
    messages: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(broker, "send", lambda task, arguments: messages.append((task, arguments)))
    return messages


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker that refuses."""

    def refuse(*_: object) -> None:
        raise broker.Unreachable("connection refused")

    monkeypatch.setattr(broker, "send", refuse)


@pytest.fixture(autouse=True)
def handlers() -> None:
    """As in a worker: every app's tasks are known."""
    current_app.loader.import_default_modules()
