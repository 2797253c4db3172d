"""What the article prints, to stand beside what the records say (声明值)."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from reference_case.dates import EARLY_2021, PUBLICATION, ROSTER, SURVEYED

SOURCE = "人民网-中国共产党新闻网《河南郑州管城回族区：党建领航 多元参与……》"


class Claim(NamedTuple):
    """A printed figure; the explanations say what the rule (`governance.claims.rules`) can't know of it."""

    indicator: str
    on: date
    printed: str
    value: str
    zh: str = ""
    en: str = ""
    population: str = ""

    @property
    def number(self) -> Decimal:
        return Decimal(self.value)


CLAIMS = (
    Claim("courtyard_count", PUBLICATION, "987", "987"),
    Claim("courtyard_count", ROSTER, "987", "987"),
    Claim("three_no_share", ROSTER, "59%", "59"),
    Claim("three_no_share", PUBLICATION, "59%", "59"),
    Claim("firm_party_organisation", EARLY_2021, "12.9%", "12.9"),
    Claim(
        "firm_party_work", PUBLICATION, "98%", "98",
        "有党组织 46 家、有党建指导员 115 家，并集 161 家，161÷162=99.38%；98% 对应约 159 家，原文未说明口径。",
        "46 firms with an organisation and 115 with an instructor make a union of 161 of 162 = 99.38 %; 98 % would be "
        "about 159 firms, and the article does not say how it counts.",
    ),
    Claim("party_cover", PUBLICATION, "100%", "100"),
    Claim("self_governance_coverage", PUBLICATION, "100%", "100"),
    Claim("volunteer_cover", PUBLICATION, "100%", "100"),
    Claim("social_organisation_count", PUBLICATION, "1167", "1167"),
    Claim("incubator_count", PUBLICATION, "11", "11"),
    Claim("service_project_count", PUBLICATION, "158", "158"),
    Claim("branch_pairing", PUBLICATION, "100%", "100"),
    Claim("cadre_assignment", PUBLICATION, "100%", "100"),
    Claim("long_term_mode_coverage", PUBLICATION, "96.7%", "96.7"),
    Claim("covenant_coverage", PUBLICATION, "98%", "98"),
    Claim("building_head_count", PUBLICATION, "1200余", "1200"),
    Claim("volunteer_organisation_count", PUBLICATION, "1100多", "1100"),
    Claim("volunteer_count", PUBLICATION, "12000余", "12000"),
    Claim("organ_branch_count", PUBLICATION, "162", "162"),
    Claim("cadre_count", PUBLICATION, "570余", "570"),
    Claim("self_management_committee_count", PUBLICATION, "564", "564"),
    Claim("owners_committee_count", PUBLICATION, "13", "13"),
    Claim("firm_count", PUBLICATION, "162", "162"),
    Claim("survey_satisfaction", SURVEYED, "18%", "18"),
    Claim("demonstration_count", PUBLICATION, "12个", "12", population="level_street"),
    Claim("demonstration_count", PUBLICATION, "44个", "44", population="level_community"),
    Claim("demonstration_count", PUBLICATION, "178个", "178", population="level_courtyard"),
    Claim("designated_demonstration_count", PUBLICATION, "4个", "4", population="level_street"),
    Claim("designated_demonstration_count", PUBLICATION, "11个", "11", population="level_community"),
    Claim("designated_demonstration_count", PUBLICATION, "79个", "79", population="level_courtyard"),
)
