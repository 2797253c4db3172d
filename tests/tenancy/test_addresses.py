"""Every address before everybody who must not pass: no page, no answer and no click crosses a wall."""

import io
import zipfile

import pytest

from tests.support.addresses import addresses

# Of no single district: what they show of whom is in tests/api/test_many_districts.py and tests/pages/test_overview.py.
ACROSS = {"overview", "api-across-statistics", "api-across-statistics-file", "api-across-statistics-slash"}
# A household's answer is opened by its code alone: tests/ratings/test_survey_public.py; how an objection stands by its
# tracking number: tests/ratings/test_round_pages.py; what is public of a round is told by one function alone:
# tests/stars/test_public.py.
OPEN = {
    "home", "sign-in", "sign-out", "health", "set_language", "api-docs", "api-schema", "answer-start", "answer",
    "track-start", "track", "stars",
}
# Pages of a person; a program's token opens none of them.
POSTED = {
    "days-set", "year-know", "standard-draft", "standard-sums", "standard-deed", "scheme-draft", "scheme-faults", "scheme-deed",
    "scenario-keep", "scenario-drop", "scenario-propose",
    "round-compute", "ledger-compute", "token-revoke", "bulk-edit", "view-save", "view-delete", "bin-restore",
    "file-attach", "file-detach", "record-reveal", "credit-release", "register-grid-save", "score-grid-save",
    "form-release", "form-retire", "import-plan", "import-mend", "import-commit", "import-undo", "import-discard", "import-again",
    "return-submit", "return-decide", "variant-withdraw", "period-deed", "period-rule", "survey-deed", "survey-slips",
    "paper-withdraw", "round-deed", "entry-deeds", "decision-deed", "sheet-save", "sheet-hold", "sheet-give-back",
    "scorer-assign", "application-deed", "material-check", "batch-deed", "sample-draw", "result-take", "payee-deed",
    "payee-reveal",
}
# Courtyards and firms have their pages under their codes.
FOUND = (200, 302, 403)


@pytest.fixture
def guarded(cast):
    """The addresses of a district, with the records of the given side."""

    def find(side, street=None):
        found = [address for address in addresses(side, street) if address.name not in OPEN | ACROSS]
        assert len(found) > 30 and all(address.tenant for address in found)
        return found

    return find


def told(answer):
    """The text of an answer; of a workbook or document, of everything that is packed in it."""
    if not answer.content.startswith(b"PK"):
        return answer.content.decode()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def ask(browser, address):
    """Both verbs at once where an address is for posting: the wall stands before the verb."""
    return browser.post(address.path) if address.name in POSTED or address.posted else browser.get(address.path)


def test_anonymous_is_sent_to_sign_in(client, guarded, cast):
    for address in guarded(cast.home):
        answer = ask(client, address)
        if address.api:
            assert answer.status_code == 401, address
        else:
            assert answer.status_code == 302 and answer["Location"].startswith("/sign-in/"), address


@pytest.mark.parametrize("who", ["stranger", "neighbour"])
def test_people_of_elsewhere_find_nothing(guarded, cast, as_user, who):
    browser = as_user("stranger") if who == "stranger" else as_user("governance", cast.neighbour)
    for address in guarded(cast.home):
        answer = ask(browser, address)
        assert answer.status_code == 404, (address, answer.status_code)
        assert cast.home.mark() not in told(answer), address


def test_programs_of_elsewhere_find_nothing(guarded, cast, api):
    program = api(side=cast.neighbour)
    for address in guarded(cast.home):
        if address.api:
            assert program.get(address.path).status_code == 404, address


def test_a_clerk_finds_no_record_of_the_neighbour_street(guarded, cast, as_user, api):
    clerk, program = as_user("clerk"), api(street=0)
    seen = 0
    own = {address.path for address in guarded(cast.home, 0)}
    for address in guarded(cast.home, 1):
        if not address.record or address.path in own:
            continue
        seen += 1
        answer = ask(program if address.api else clerk, address)
        assert answer.status_code in (403, 404), (address, answer.status_code)
        assert cast.home.mark(2) not in told(answer), address
    assert seen >= 6


def test_no_page_of_the_own_district_names_the_neighbour(guarded, cast, as_user, api):
    office, program = as_user("governance"), api()
    for address in guarded(cast.home):
        if address.name in POSTED or address.posted:
            continue
        answer = program.get(address.path) if address.api else office.get(address.path)
        assert answer.status_code in FOUND, (address, answer.status_code)
        assert cast.neighbour.mark() not in told(answer), address


def test_no_page_of_a_clerk_names_the_neighbour_street(guarded, cast, as_user, api):
    clerk, program = as_user("clerk"), api(street=0)
    for address in guarded(cast.home, 0):
        if address.name in POSTED or address.posted:
            continue
        answer = program.get(address.path) if address.api else clerk.get(address.path)
        assert answer.status_code in FOUND, (address, answer.status_code)
        assert cast.home.mark(2) not in told(answer), address
