"""Error pages in plain words; under /api/ the same facts as problem+json."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


def _answer(request: HttpRequest, status: int, title: str, template: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "code": template.removesuffix(".html")}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    return render(request, template, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 400, _("This request can't be understood"), "400.html")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 403, _("Your role may not do this"), "403.html")


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _answer(request, 404, _("Not found"), "404.html")


def broken(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _answer(request, 500, _("Something went wrong on our side"), "500.html")
    return HttpResponse(loader.get_template("500.html").render(), status=500)
