"""Files that mean harm are refused in plain words, in little time and memory."""

import re
import resource
import subprocess
import sys
import time

import pytest

from governance.spreadsheets.reading import read
from governance.spreadsheets.sheets import Unreadable
from tests.spreadsheets import hostile
from tests.support.sources import ROOT

# Words of libraries, paths and traces.
FOREIGN = re.compile(r"Error|Exception|Traceback|calamine|lxml|zip|zlib|XML|panick|None|/|\\", re.IGNORECASE)
# Resident memory of a process that reads them all, beside what Python and Django take themselves.
MOST_MEGABYTES = 400
ALONE = """
import resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from governance.spreadsheets.reading import read
from governance.spreadsheets.sheets import Unreadable
content = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read(sys.argv[1], content)
except Unreadable:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("make", hostile.REFUSED, ids=lambda make: make.__name__)
def test_it_is_refused_in_plain_words_and_soon(make):
    content, begun = make(), time.monotonic()
    with pytest.raises(Unreadable) as refused:
        read(hostile.name_of(make), content)
    assert time.monotonic() - begun < 20
    assert refused.value.message and not FOREIGN.search(refused.value.message.replace(".xlsx", "").replace(".csv", ""))


@pytest.mark.parametrize(
    "make",
    [hostile.bomb, hostile.endless_row, hostile.endless_text, hostile.wide_rectangle, hostile.repeated_ods,
     hostile.xls_of_endless_chain, hostile.xls_of_countless_strings, hostile.page_of_tags],
    ids=lambda make: make.__name__,
)
def test_it_takes_little_memory(make, tmp_path):
    path = tmp_path / hostile.name_of(make)
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", ALONE, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr[-500:]
    assert int(done.stdout) < MOST_MEGABYTES


def test_what_an_old_workbook_declares_of_its_size_is_not_believed():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    book = read("a.xls", hostile.xls_of_huge_dimensions())
    assert (book.sheets[0].height, book.sheets[0].width) == (5, 7)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024 < MOST_MEGABYTES


def test_a_quotation_mark_that_never_ends_takes_no_row_away():
    book = read("a.csv", hostile.quoted_for_ever())
    assert book.sheets[0].height == 60_001
    assert sum(1 for row in book.sheets[0].rows() if any(row)) == 60_001
