"""The name of an indicator in an address."""

from django.urls.converters import StringConverter


class IndicatorConverter(StringConverter):
    """A key or code, with a version or without: `party_cover`, `I13b`, `I3-1@2`."""

    regex = r"[A-Za-z0-9_-]{1,60}(?:@[0-9]{1,5})?"
