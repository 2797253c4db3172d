"""A real browser before a real web server on a copy of the reference case."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from weakref import WeakKeyDictionary

import pytest

from launcher import ports
from tests.support import databases

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "院治-journey-2022"
DESK, PHONE = (1366, 768), (390, 844)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def chromium():
    """The system's browser; CHROMIUM names another."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser():
    executable = chromium()
    if executable is None:
        pytest.skip("journeys not run: no Chromium was found (install it, or name it in CHROMIUM)")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django then suspects every query of running inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def known_password():
    """What is kept of the password that all of them have: a fifth of a second's work, done once."""
    from django.contrib.auth.hashers import make_password

    return make_password(PASSWORD)


@pytest.fixture(scope="module")
def people(own_case_database, known_password):
    """Passwords that the journeys know, for the case's own accounts."""
    from governance.people.models import User
    from governance.tenancy import scope

    for username in (
        "leader", "clerk-beixiajie", "clerk-longhaimalu", "housing", "housing-second", "organisation", "finance",
        "finance-second", "governance",
    ):
        with scope.enter(scope.Scope(signing_in=username)):
            assert User.objects.filter(username=username).update(password=known_password) == 1


def surroundings(folder):
    """The environment of a portal that keeps its files in `folder`."""
    return {
        **os.environ, "YUANZHI_VAR": str(folder), "DEMO": "1", "SECRET_KEY": "journeys only, nobody signs in here",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@pytest.fixture(scope="session")
def static_files(django_db_setup, tmp_path_factory):
    """The folder of the static files with their manifest and compressed, the same for every portal of the run."""
    folder = tmp_path_factory.mktemp("collected")
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0", "--skip-checks"], cwd=ROOT,
        env=surroundings(folder), check=True,
    )
    return folder / "static"


@pytest.fixture(scope="module")
def address(own_case_database, people, static_files, tmp_path_factory):
    """Where the portal answers; gunicorn as in production."""
    folder = tmp_path_factory.mktemp("portal")
    (folder / "static").symlink_to(static_files)
    port = ports.free()
    env = {**surroundings(folder), **databases.environment(own_case_database)}
    with (folder / "web.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1",
             "--worker-tmp-dir", str(folder), "--no-control-socket"],
            cwd=ROOT, env=env, stdout=log, stderr=log,
        )
    deadline = time.monotonic() + 30
    while not ports.is_taken(port):
        assert server.poll() is None and time.monotonic() < deadline, (folder / "web.log").read_text()
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


# Requests on their way, by page.
under_way = WeakKeyDictionary()


def settle(page):
    """Waits until the page is loaded and nothing it asked for is on its way, for three looks in a row."""
    page.wait_for_load_state("load")
    calm, deadline = 0, time.monotonic() + 20
    while calm < 3:
        assert time.monotonic() < deadline, f"{page.url} never comes to rest"
        page.wait_for_timeout(15)
        calm = 0 if under_way[page] else calm + 1


def fits_a_phone(page):
    """Fails unless the page is no wider than a phone's window; it is laid out anew a moment after the window has changed."""
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    deadline = time.monotonic() + 10
    # Asked from here: a page's policy lets it evaluate no text of its own.
    while (found := page.evaluate("[innerWidth, document.documentElement.scrollWidth]"))[0] != PHONE[0] or found[1] > PHONE[0]:
        assert time.monotonic() < deadline, f"{page.url} is {found[1]} wide in a window of {found[0]}"
        page.wait_for_timeout(50)
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})


class Visitor:
    """A person at a screen; remembers what the browser complained of and what left the machine."""

    def __init__(self, browser, address, size=DESK, cookies=()):
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
        self.context.add_cookies(list(cookies))
        self.address, self.complaints = address, []
        self.page = self.tab()

    def tab(self):
        page = self.context.new_page()
        under_way[page] = set()
        page.on("request", lambda request: under_way[page].add(request))
        for ended in ("requestfinished", "requestfailed"):
            page.on(ended, lambda request: under_way[page].discard(request))
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(f"error {error}"))
        page.on("request", self.watch)
        return page

    def hear(self, message):
        # The browser itself reports every answer of 400 and above; those are asserted where they are meant.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.type} {message.text}")

    def watch(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"left the machine: {request.url}")

    def sign_in(self, username):
        self.page.goto(f"{self.address}/sign-in/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button")
        # Clerks and reviewers begin at their work, the district's staff at the figures.
        self.page.wait_for_url(re.compile(r"/410104/(home/)?$"))
        settle(self.page)
        return self

    def open(self, path, page=None):
        page = page or self.page
        answer = page.goto(f"{self.address}{path}")
        settle(page)
        return answer.status

    def text(self):
        return self.page.inner_text("main")


@pytest.fixture(scope="module")
def signed_in():
    """The cookies of those who have signed in before this server, by user name."""
    return {}


@pytest.fixture
def visit(browser, address, signed_in):
    """`visit("leader")`: a signed-in visitor, on their first page. Afterwards nothing may have been complained of."""
    visitors = []

    def come(username=None, size=DESK):
        visitor = Visitor(browser, address, size, signed_in.get(username, ()))
        visitors.append(visitor)
        if username in signed_in:
            visitor.open("/")
        elif username:
            visitor.sign_in(username)
            signed_in[username] = visitor.context.cookies()
        return visitor

    yield come
    complaints = [complaint for visitor in visitors for complaint in visitor.complaints]
    for visitor in visitors:
        visitor.context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def governance_office(browser, address):
    """One visitor for a module's walks, so that each page need not fetch scripts and styles anew."""
    visitor = Visitor(browser, address).sign_in("governance")
    yield visitor
    visitor.context.close()


@pytest.fixture
def walker(governance_office):
    """The governance office on its walk from page to page; of none the browser may complain."""
    governance_office.complaints.clear()
    yield governance_office
    assert governance_office.complaints == []
