"""Makes the .xls and .ods of the corpus anew with LibreOffice: `python -m tests.spreadsheets.corpus.keep`."""

import subprocess
import tempfile
from pathlib import Path

from tests.spreadsheets.corpus.formats import KEPT, MADE
from tests.spreadsheets.corpus.paper import to_openpyxl


def keep() -> None:
    MADE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, draw in KEPT.items():
            drawn = draw()
            drawn.truth.sheet = "台账"
            source = Path(folder) / f"{name}.xlsx"
            source.write_bytes(to_openpyxl(drawn))
            for kind in ("xls", "ods"):
                command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(MADE), str(source)]
                subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    keep()
