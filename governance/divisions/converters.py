"""The district in a path: its six-digit division code."""


class DistrictConverter:
    regex = "[0-9]{6}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)
