"""Which language an answer speaks: the person's own on the screens, English to a program that asks for none."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class Language(LocaleMiddleware):
    """Screens are Chinese first. The API is English, and Chinese where Accept-Language asks for it."""

    def process_request(self, request: HttpRequest) -> None:
        for_programs = request.path.startswith("/api/") and not request.path.startswith("/api/docs/")
        if for_programs and "Accept-Language" not in request.headers:
            translation.activate("en")
            request.LANGUAGE_CODE = translation.get_language()
        else:
            super().process_request(request)
