"""Venue texts taken apart."""

import pytest

from importer import knowledge
from importer.parse import venues


@pytest.mark.parametrize(
    ("text", "kind", "abbrev", "date"),
    [
        (
            "International Conference on Machine Learning (ICML), 2024.",
            "conference",
            "ICML",
            "2024",
        ),
        ("ICLR 2022 (spotlight: 5% of all submissions)", "conference", "ICLR", "2022"),
        ("NeuRIPS 2019", "conference", "NeurIPS", "2019"),
        ("ACM Multimedia 2021", "conference", "ACM Multimedia", "2021"),
        ("Applied and Computational Harmonic Analysis (ACHA) 2022.", "journal", "ACHA", "2022"),
        ("Physical Review Research (2022)", "journal", "", "2022"),
        ("Proceedings of the National Academy of Sciences, 2021", "journal", "", "2021"),
        ("NeurIPS Workshop on Optimization, 2023.", "workshop", "NeurIPS", "2023"),
        ("Preprint 2025", "preprint", "", "2025"),
        ("arXiv:1802.10235", "preprint", "arXiv", ""),
        ("Ph.D. dissertation, The Example University. 2021.", "thesis", "", "2021"),
        ("QZX 2020", "conference", "QZX", "2020"),
        (
            "In the 37th International Conference on Machine Learning (ICML 2020).",
            "conference",
            "ICML",
            "2020",
        ),
        ("3rd Meeting on Mud and Clay (MMC), 2019", "conference", "MMC", "2019"),
        ("Journal of Mud 4(2):15-27, 2018", "journal", "", "2018"),
    ],
)
def test_a_venue_text_has_a_kind_an_abbreviation_and_a_date(
    text: str, kind: str, abbrev: str, date: str
) -> None:
    found = venues.parse(text)
    assert (found.kind, found.venue_abbrev, found.date) == (kind, abbrev, date)
    assert found.venue_printed == text


@pytest.mark.parametrize(
    ("text", "kind", "abbrev"),
    [
        ("Health Economics, forthcoming", "journal", ""),
        ("Proc. R. Soc. B", "journal", ""),
        ("Proc R Soc B", "journal", ""),
        ("Evolution, 2021", "journal", ""),
        ("Mar Ecol Prog Ser 579:55-68", "journal", ""),
        ("Lancet Neurol. 2022;21(10):889-900", "journal", ""),
        ("PMLA, vol. 134, no. 2, 2019, pp. 245–61", "journal", "PMLA"),
        (
            "Kölner Zeitschrift für Soziologie und Sozialpsychologie (KZfSS), 2019",
            "journal",
            "KZfSS",
        ),
        ("Actes de la recherche en sciences sociales, 2017", "journal", ""),
        ("Quaderni storici, 2016", "journal", ""),
        ("Proc. IEEE APEC", "conference", "APEC"),
        ("ACM EMSOFT'08, Atlanta, GA", "conference", "EMSOFT"),
        ("Sinn und Bedeutung 24, 2020", "conference", ""),
        ("HotOS 2021", "workshop", "HotOS"),
        ("BMJ Open, 2020", "journal", ""),
        ("PRX Quantum, 2021", "journal", ""),
        ("PsyArXiv, 2021", "preprint", ""),
        ("SSRN Electronic Journal, 2020", "preprint", ""),
    ],
)
def test_venues_of_all_fields_are_known_and_a_title_is_no_abbreviation(
    text: str, kind: str, abbrev: str
) -> None:
    found = venues.parse(text)
    assert (found.kind, found.venue_abbrev) == (kind, abbrev)


def test_one_abbreviation_is_never_of_two_kinds() -> None:
    kinds: dict[str, set[str]] = {}
    for venue in knowledge.venues():
        if venue.abbrev:
            kinds.setdefault(venue.abbrev.casefold(), set()).add(venue.kind)
    assert [short for short, found in kinds.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("text", "distinction", "detail"),
    [
        (
            "ICLR 2022. (spotlight paper, 5.2% of all submissions)",
            "spotlight paper",
            "5.2% of all submissions",
        ),
        ("EMNLP 2018 (oral presentation)", "oral presentation", ""),
        (
            "UAI 2019 (oral, distinguished student paper award)",
            "oral",
            "distinguished student paper award",
        ),
        ("COLT 2020 (best paper award)", "best paper award", ""),
        ("ICAIF 2022 (3rd ACM International Conference on AI in Finance)", "", ""),
    ],
)
def test_a_distinction_is_told_from_its_detail(text: str, distinction: str, detail: str) -> None:
    found = venues.parse(text)
    assert (found.distinction, found.detail) == (distinction, detail)


def test_a_submission_says_so_and_keeps_its_words() -> None:
    found = venues.parse("arXiv:2305.08813 (In submission)")
    assert (found.status, found.arxiv_id, found.note) == (
        "submitted",
        "2305.08813",
        "In submission",
    )


def test_volume_issue_and_pages_are_found_and_words_are_no_pages() -> None:
    found = venues.parse("Journal of Mud 4(2):15-27, 2018")
    assert (found.volume, found.issue, found.pages) == ("4", "2", "15-27")
    assert venues.parse("Neural Information Processing Systems (NeurIPS), 2020").pages == ""


def test_the_institution_of_a_thesis_is_its_venue() -> None:
    found = venues.parse("Ph.D. dissertation, The Example University. 2021.")
    assert found.venue_name == "The Example University"


@pytest.mark.parametrize(
    ("suffix", "category"),
    [
        ("LG", "cs.LG"),
        ("ML", "stat.ML"),
        ("AI", "cs.AI"),
        ("STAT-MECH", "cond-mat.stat-mech"),
        ("NC", "q-bio.NC"),
        ("QUANT-PH", "quant-ph"),
        ("OC", "math.OC"),
        ("CV", "cs.CV"),
    ],
)
def test_an_arxiv_suffix_leads_to_its_category(suffix: str, category: str) -> None:
    assert knowledge.arxiv_categories()[suffix] == category


def test_every_arxiv_suffix_has_a_category() -> None:
    data = knowledge.table("arxiv")["archives"]
    wanted = {name.upper() for classes in data.values() for name in classes}
    assert wanted <= set(knowledge.arxiv_categories())


def test_every_known_short_form_is_read_as_its_venue() -> None:
    for entries in knowledge.table("venues").values():
        for entry in entries:
            for form in knowledge.short_forms(entry):
                assert venues.parse(f"In Proc. {form} 2019, Berlin").date == "2019", form


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("MUDCON 2006, Wet Institute, Wetham, 3-5 Feb 2006", "MUDCON"),
        ("MUDSY workshop, 2020", "MUDSY"),
        ("MUD-E 2022", "MUD-E"),
        ("Mud Publications, 2009 (ISBN 978-81-000000-0-0)", ""),
        ("Mud J. Eng., vol. 19, no. 5, 2011. (SCI-E)", ""),
    ],
)
def test_a_meeting_nobody_listed_is_known_by_its_year_and_place(text: str, short: str) -> None:
    assert venues.parse(text).venue_abbrev == short


def test_a_year_far_from_that_in_brackets_is_a_page() -> None:
    assert venues.parse("109 Mud L. Rev. 1877 (2024)").date == "2024"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mud Letters 27 (2013): 333-40", "Mud Letters"),
        ("Methods in Mud. 4(10): 971–981. http://doi.org/10.1234/mud", "Methods in Mud"),
        ("Journal of Mud, pp. 3-5, 2011", "Journal of Mud"),
        ("Mud 101, 3rd edition, 2019", "Mud 101, 3rd edition"),
        ("Proceedings of the Mud Society. 12: 3-5.", "Proceedings of the Mud Society"),
        ("Proceedings of the 12th Conference on Mud, 2019", "Conference on Mud"),
    ],
)
def test_the_name_of_a_venue_ends_where_its_numbers_begin(text: str, name: str) -> None:
    assert venues.parse(text).venue_name == name


@pytest.mark.parametrize(
    ("text", "kind", "abbrev", "name"),
    [
        ("To appear in QZXM", "other", "QZXM", ""),
        ("Accepted to QZX 2025", "conference", "QZX", ""),
        ("forthcoming from Wet Horizons", "other", "", "Wet Horizons"),
        ("forthcoming", "preprint", "", ""),
    ],
)
def test_where_something_will_come_out_is_kept(
    text: str, kind: str, abbrev: str, name: str
) -> None:
    found = venues.parse(text)
    assert (found.kind, found.venue_abbrev, found.venue_name) == (kind, abbrev, name)
    assert found.status == "forthcoming"
