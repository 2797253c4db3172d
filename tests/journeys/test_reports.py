"""A ledger filled, read, printed and taken out."""

import re

import pytest

pytestmark = [pytest.mark.journey]
ON = "on=2022-07-07"


def test_a_clerk_fills_the_ledger_prints_it_and_takes_it_out(visit):
    clerk = visit("clerk-beixiajie")
    clerk.page.get_by_role("link", name="报表", exact=True).click()
    clerk.page.get_by_role("link", name="三无楼院台账").first.click()
    clerk.open(f"/410104/reports/three-no-courtyards/?{ON}")
    assert "108 条" in clerk.text() and "合计：108" in clerk.text()
    for name, ending in (("Excel", ".xlsx"), ("Word", ".docx")):
        with clerk.page.expect_download() as taken:
            clerk.page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename.endswith(ending)
    clerk.page.get_by_role("link", name="A4 打印").click()
    clerk.page.wait_for_load_state("networkidle")
    paper = clerk.page.pdf(prefer_css_page_size=True, print_background=True)
    assert paper[:5] == b"%PDF-"
    # Every sheet is A4 and lies, the first one too: 841.92 × 594.96 points, as the browser writes it.
    lying = re.compile(rb"/MediaBox \[0 0 841\.9\d* 594\.9\d*\]")
    assert len(lying.findall(paper)) == paper.count(b"/MediaBox") > 4
