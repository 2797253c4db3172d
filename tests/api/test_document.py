"""The published document and its page: valid, complete, and without a network."""

import re

from django.test import Client
from django.urls import get_resolver
from openapi_spec_validator import validate

VIEWS = ("api-schema", "api-docs", "api-missing")


def test_the_document_is_valid_openapi(published):
    validate(published)
    assert published["openapi"].startswith("3.1")


def test_every_address_is_in_the_document(document):
    routes = {
        "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        for pattern in get_resolver("portal.api_urls").url_patterns
        if pattern.name not in VIEWS
    }
    assert {route for route in routes if not route.endswith(("/", ".{suffix}"))} == set(document["paths"])


def test_every_operation_tells_its_errors_and_its_scheme(document):
    told = {"get": {"200", "304"}, "post": {"415"}, "patch": {"200", "412", "415", "428"}, "delete": {"200", "412", "428"}}
    every = [(path, verb, told) for path, verbs in document["paths"].items() for verb, told in verbs.items()]
    assert len({operation["operationId"] for _path, _verb, operation in every}) == len(every)
    for path, verb, operation in every:
        assert operation["operationId"] and operation["description"], path
        assert {"400", "401", "403", "404", "406"} | told[verb] <= set(operation["responses"]), path
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]
        assert operation["security"] == [{"bearer": []}]
        for parameter in operation["parameters"]:
            assert parameter["in"] != "query" or parameter.get("description") or parameter["schema"].get("enum")


def test_the_document_is_public_and_the_page_works_offline(db):
    client = Client()
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["info"]["title"] == "Yuanzhi REST API"
    page = client.get("/api/docs/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "/api/v1/districts/{district}/statistics" in text
    # Links may lead away; nothing may be fetched from elsewhere.
    assert not re.search(r'(?:src|<link[^>]+href)="(?:https?:)?//', text)
    assert not re.search(r'<script(?![^>]*(?:\bnonce=|\bsrc="/))', text)
