"""Writes the monthly series of a district to a CSV: python monthly_series.py PORTAL DISTRICT INDICATORS FROM TO FILE

The token is taken from the environment: YUANZHI_TOKEN=yz_… It must have the scope `statistics`.
"""

import csv
import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

COLUMNS = ["period", "indicator", "value", "numerator", "denominator"]


def monthly(portal: str, district: str, indicators: str, first: str, last: str) -> list[dict[str, str]]:
    query = urlencode({"indicator": indicators, "from": first, "to": last})
    request = Request(f"{portal}/api/v1/districts/{district}/statistics/series?{query}")
    request.add_header("Authorization", f"Bearer {os.environ['YUANZHI_TOKEN']}")
    with urlopen(request) as answer:
        return json.load(answer)["cells"]


if __name__ == "__main__":
    cells = monthly(*sys.argv[1:6])
    with open(sys.argv[6], "w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(cells)
    print(f"{len(cells)} figures written to {sys.argv[6]}")
