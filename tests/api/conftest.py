"""Programs that ask, and the published document that every answer is held against."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from governance.people.choices import TokenScope
from governance.people.services import issue_token, service_account
from governance.tenancy import scope


@pytest.fixture(scope="session")
def published() -> dict[str, Any]:
    """The OpenAPI document, as it is published."""
    from django.utils import translation

    from portal.schema import Generator

    with translation.override("en"):
        return json.loads(json.dumps(Generator().get_schema(request=None, public=True), default=str))


@pytest.fixture(scope="session")
def document(published: dict[str, Any]) -> dict[str, Any]:
    """The same with the shared parameters and answers in their places."""
    from portal.schema import resolved

    paths = {
        path: {verb: resolved(published, operation) for verb, operation in operations.items()}
        for path, operations in published["paths"].items()
    }
    return published | {"paths": paths}


SUFFIX = re.compile(r"\.(csv|xlsx|ndjson|geojson|jsonstat)$")


@dataclass
class Program:
    """A program with a token. Every answer is checked against the published document."""

    client: Client
    document: dict[str, Any]
    district: int

    def url(self, path: str, **query: Any) -> str:
        query = {name.removesuffix("_"): value for name, value in query.items()}
        address = path if path.startswith("/") else f"/api/v1/districts/{self.district}/{path}"
        return f"{address}?{urlencode(query, doseq=True)}" if query else address

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> HttpResponse:
        answer: Any = self.client.get(self.url(path, **query), headers=headers or {})
        self.check(answer, self.url(path))
        return answer

    def send(
        self, verb: str, path: str, body: Any = None, headers: dict[str, str] | None = None, **query: Any
    ) -> Any:
        """A request that writes; `body` becomes JSON, bytes are sent as they are."""
        data = body if isinstance(body, bytes | str) else json.dumps(body, ensure_ascii=False, default=str)
        answer: Any = self.client.generic(
            verb.upper(), self.url(path, **query), data if body is not None else "",
            content_type="application/json", headers=headers or {},
        )
        self.check(answer, self.url(path), verb)
        return answer

    def wrote(self, verb: str, path: str, body: Any = None, version: Any = None, **query: Any) -> Any:
        """The same, where it must succeed: the body of the answer. `version` is sent as If-Match."""
        headers = {} if version is None else {"If-Match": f'"v{version}"'}
        answer = self.send(verb, path, body, headers, **query)
        assert answer.status_code in (200, 201), answer.content.decode()
        return json.loads(answer.content)

    def fetch(self, path: str, **query: Any) -> dict[str, Any]:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.content.decode()
        found: dict[str, Any] = json.loads(answer.content)
        return found

    def refused(self, path: str, status: int = 400, **query: Any) -> dict[str, Any]:
        answer = self.get(path, **query)
        assert answer.status_code == status, answer.content.decode()
        assert answer["Content-Type"] == "application/problem+json"
        found: dict[str, Any] = json.loads(answer.content)
        return found

    def check(self, answer: Any, path: str, verb: str = "get") -> None:
        """The document knows this address, this status and this media type, and the body has its shape."""
        name = resolve(path).url_name or ""
        if name == "api-missing":
            return
        operation = self.document["paths"][documented(path)][verb]
        described = operation["responses"][str(answer.status_code)]
        if answer.status_code == 304:
            assert answer.content == b""
            return
        media = answer["Content-Type"].partition(";")[0]
        shape = described["content"][media]["schema"]
        if media.endswith("json") and media != "application/x-ndjson":
            jsonschema.Draft202012Validator(
                {**shape, "components": self.document["components"]},
                format_checker=jsonschema.FormatChecker(),
            ).validate(json.loads(answer.content))


def documented(path: str) -> str:
    """The path template of an address."""
    route = resolve(SUFFIX.sub("", path.removesuffix("/"))).route
    for converter in ("district:", "str:", "int:", "slug:"):
        route = route.replace(f"<{converter}", "<")
    return "/" + route.replace("<", "{").replace(">", "}")


@pytest.fixture
def case_token(case: int) -> Callable[..., str]:
    """`case_token(scopes=["statistics"])`: the text of a token of Guancheng."""

    def issue(
        scopes: list[str] | None = None, street: str | None = None, days: int = 30, district: int = case
    ) -> str:
        from governance.divisions.models import Street

        by = service_account()
        with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
            place = None if street is None else Street.objects.get(district_id=district, code=street).pk
            _token, text = issue_token(
                district=district, name="tests", scopes=scopes or list(TokenScope.values), owner=by, by=by,
                expires_at=timezone.now() + timedelta(days=days), reason="tests", now=timezone.now(), street=place,
            )
        return text

    return issue


@pytest.fixture
def guancheng(case: int, case_token: Callable[..., str], document: dict[str, Any]) -> Program:
    """A program that may read everything of the reference case."""
    return Program(Client(headers={"Authorization": f"Bearer {case_token()}"}), document, case)


@pytest.fixture
def home(cast: Any, api: Callable[..., Client], document: dict[str, Any]) -> Program:
    """A program with the token of the cast's first district."""
    return Program(api(), document, cast.home.district)
