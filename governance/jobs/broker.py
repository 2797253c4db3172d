"""Hands a message to the broker, or says at once that it can't: a person is waiting for the page."""

import socket
from collections.abc import Sequence

from celery import current_app
from kombu import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

PATIENCE_SECONDS = 1
# Messages of a worker that is away do not pile up: the row stays, and the relay sends it anew.
KEPT_SECONDS = 600


class Unreachable(Exception):
    """The broker did not take the message."""


def send(task: str, arguments: Sequence[object]) -> None:
    """Sends one message over a connection of its own. Raises Unreachable within seconds."""
    limits = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": PATIENCE_SECONDS}
    try:
        with current_app.connection_for_write(transport_options=limits) as connection:
            _knock(connection)
            current_app.send_task(task, args=list(arguments), connection=connection, retry=False, expires=KEPT_SECONDS)
    except (OperationalError, RedisError, OSError) as broken:
        raise Unreachable(str(broken)) from broken


def _knock(connection: Connection) -> None:
    """A closed door is seen at once; Redis' client would try it again for six seconds."""
    if connection.transport_cls in ("redis", "rediss") and connection.hostname and "/" not in connection.hostname:
        port = connection.port or connection.transport.default_port
        socket.create_connection((connection.hostname, port), PATIENCE_SECONDS).close()
