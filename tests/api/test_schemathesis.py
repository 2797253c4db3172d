"""Every operation of the published document, asked with values that nobody chose: no answer that it does not tell of.

Half of the requests keep to the document and half do not; most stand at addresses that exist. Run it deep with
`make test ARGS="-m deep tests/api/test_schemathesis.py"`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import documented
from tests.support.addresses import addresses
from tests.support.cast.ground import token_text

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
]
# The operations are asked in so many tests, which share the work between them.
PARTS = 8
SHALLOW, DEEP = 3, 100
# Values that mean something here; without them hardly any request would come through.
MEANT = {
    "indicator": ["I2", "I2,I6,I13", "firm_count"], "by": ["street", "community"], "on": ["2022-07-07"],
    "population": ["three_no", "all,renovated"], "period": ["2021Q4", "LAST_3_MONTHS"], "within": ["990101001"],
    "as_of": ["2030-01-01", "2021-01-01"], "from": ["2021-01"], "to": ["2022-06"], "limit": ["2"],
    "change_reason": ["tests"], "fields": ["id"], "latest": ["1"],
}


@pytest.fixture(scope="session")
def operations(published: dict[str, Any]) -> list[Any]:
    load_all_checks()
    schema = schemathesis.openapi.from_dict(published)
    schema.app = get_wsgi_application()
    return [found.ok() for found in schema.get_all_operations()]


@st.composite
def cases(draw: Any, operation: Any, place: dict[str, Any]) -> Any:
    """A request of the operation, most often at the place, and with some values that mean something."""
    mode = draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    case = draw(operation.as_strategy(generation_mode=mode))
    if draw(st.integers(0, 7)):
        case.path_parameters = dict(place)
    declared = {parameter.name for parameter in operation.query}
    for name in sorted(declared & MEANT.keys()):
        if draw(st.booleans()):
            case.query[name] = draw(st.sampled_from(MEANT[name]))
    return case


def undocumented(operation: Any, place: dict[str, Any], examples: int, token: str) -> list[str]:
    """What the operation answered that the document does not tell of."""
    found: list[str] = []

    @settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases(operation, place))
    def ask(case: Any) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        try:
            case.validate_response(answer, checks=CHECKS)
        except (Exception, BaseExceptionGroup) as failure:
            told = [str(part) for part in getattr(failure, "exceptions", [failure])]
            found.append(f"{case.as_curl_command()}\n{answer.status_code} {told}")

    ask()
    return found


@pytest.fixture(autouse=True)
def in_one_transaction() -> Iterator[None]:
    """A server gives up its connection after a request; here it is the test's, whose end undoes everything."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def places(cast: Any) -> dict[str, dict[str, Any]]:
    """Where something stands: the parts of an address, by its template."""
    found = {}
    for address in addresses(cast.home):
        if address.api and address.tenant:
            path = address.path.partition("?")[0]
            found[documented(path)] = {"district": cast.home.district} | resolve(path).kwargs
    return found


def check(operations: list[Any], places: dict[str, Any], part: int, examples: int, district: int) -> None:
    token, found = token_text(district, 0), []
    for operation in operations[part::PARTS]:
        place = {name: str(value) for name, value in places[operation.path].items() if name != "suffix"}
        found += undocumented(operation, place, examples, token)
    assert not found, "\n\n".join(found[:20])


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_undocumented_is_answered(operations, places, cast, part):
    check(operations, places, part, SHALLOW, cast.home.district)


@pytest.mark.deep
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_undocumented_is_answered_to_many_requests(operations, places, cast, part):
    check(operations, places, part, DEEP, cast.home.district)
