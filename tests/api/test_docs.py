"""docs/api.md tells the truth: its examples run, their answers are those it shows, and its client does what it says."""

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from governance.people.choices import TokenScope
from governance.people.services import issue_token, service_account
from governance.tenancy import scope
from tests.support import cast
from tests.support.sources import ROOT

PAGE = (ROOT / "docs/api.md").read_text(encoding="utf-8")
CLIENT = ROOT / "docs/clients/monthly_series.py"
# Fenced blocks: their language and text.
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.M | re.S)


def examples():
    """Each curl of the page, with the answer that the page shows after it."""
    for index, (language, text) in enumerate(BLOCKS):
        if language or "curl" not in text:
            continue
        commands = text.replace("\\\n", " ").split("curl ")[1:]
        shown = BLOCKS[index + 1] if index + 1 < len(BLOCKS) and BLOCKS[index + 1][0] in ("json", "csv") else None
        for number, command in enumerate(commands):
            yield command, shown if number == len(commands) - 1 else None


EXAMPLES = list(examples())


class Command:
    """A curl as the page writes it: its verb, headers, address and body."""

    def __init__(self, text):
        words = iter(shlex.split(text))
        self.verb, self.headers, self.body, self.query, self.path = "GET", {}, None, "", ""
        for word in words:
            if word == "-X":
                self.verb = next(words)
            elif word == "-H":
                name, _, value = next(words).partition(": ")
                self.headers[name] = value
            elif word == "--data":
                self.body = next(words)
            elif word == "--data-urlencode":
                self.query = "?" + next(words)
            elif word == "-o":
                next(words)
            elif word.startswith("http"):
                address = urlsplit(word)
                self.path = address.path + (f"?{address.query}" if address.query else "")


def test_the_page_has_examples():
    assert len(EXAMPLES) >= 12
    assert sum(shown is not None for _command, shown in EXAMPLES) >= 4


@pytest.fixture
def writing(case):
    """The text of a token that writes what the case's governance office may."""
    by = cast.person("governance")
    with scope.enter(scope.Scope(districts=(case,), actor=by.pk)):
        _token, text = issue_token(
            district=case, name="tests", scopes=list(TokenScope.values), owner=by, by=by, reason="tests",
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    return text


@pytest.fixture
def asked(guancheng, writing):
    """Runs a command of the page; the record that it names is one of the case."""

    def run(text):
        command = Command(text)
        path = command.path + command.query
        if "/committees/12" in path:
            record = guancheng.fetch("committees", limit=1, on="2022-07-07")["items"][0]["id"]
            path = path.replace("/committees/12", f"/committees/{record}")
            seen = guancheng.get(f"committees/{record}")["ETag"]
            command.headers["If-Match"] = seen
        command.headers["Authorization"] = f"Bearer {writing}"
        return guancheng.client.generic(
            command.verb, path, command.body or "", content_type="application/json", headers=command.headers
        )

    return run


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[Command(text).path[:90] for text, _shown in EXAMPLES])
def test_an_example_runs_and_answers_as_the_page_shows(asked, command, shown):
    answer = asked(command)
    content = answer.getvalue() if answer.streaming else answer.content
    assert answer.status_code in (200, 201), content.decode()[:800]
    if shown is not None and shown[0] == "json":
        assert json.loads(content) == json.loads(shown[1])
    elif shown is not None:
        assert list(csv.reader(io.StringIO(content.decode()))) == list(csv.reader(io.StringIO(shown[1])))


def test_the_page_shows_the_client_that_is_there():
    assert CLIENT.read_text(encoding="utf-8") in [text for language, text in BLOCKS if language == "python"]
    assert len(CLIENT.read_text(encoding="utf-8").splitlines()) <= 30


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        """The answers are read, not the log."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def portal(own_case_database):
    """The portal behind a real socket, and a token for it."""
    by = service_account()
    with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)):
        _token, text = issue_token(
            district=410104, name="tests", scopes=["statistics"], owner=by, by=by, reason="tests",
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", text
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_client_writes_what_the_page_shows(portal, tmp_path):
    address, token = portal
    [(_language, command)] = [block for block in BLOCKS if "YUANZHI_TOKEN" in block[1] and not block[0]]
    arguments = shlex.split(command)[3:]
    run = subprocess.run(
        [sys.executable, str(CLIENT), address, *arguments[1:]], cwd=tmp_path, check=True, capture_output=True, text=True,
        env={**os.environ, "YUANZHI_TOKEN": token},
    )
    shown = [text for _language, text in BLOCKS]
    assert run.stdout == shown[shown.index(command) + 1]
    written = Path(tmp_path / arguments[-1]).read_text(encoding="utf-8-sig")
    assert written == shown[shown.index(command) + 2]
