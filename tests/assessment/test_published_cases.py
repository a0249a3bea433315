"""The published cases: the program gives what was published, and says so where it does not."""

from collections import Counter
from dataclasses import replace

import pytest

from progress.assessment import published_cases


def test_all_published_cases_agree():
    assert [result for result in published_cases.run() if not result.agrees] == []


def test_there_are_cases_of_every_source():
    found = Counter(result.source for result in published_cases.run())
    assert found.keys() == published_cases.SOURCES.keys()
    assert found.total() - found[published_cases.OWN] >= 40
    compared = {result.case.compares for result in published_cases.run()}
    assert compared == {"compound_ratio", "required_change", "acceleration_factor", "status"}


@pytest.mark.parametrize(
    ("source", "compares"),
    [
        ("statcan_gif_2026", "compound_ratio"),
        ("wri_soca2020_brazil", "required_change"),
        ("ecno", "acceleration_factor"),
    ],
)
def test_an_altered_number_does_not_agree(source, compares):
    cases = published_cases.read_cases()
    place = next(i for i, c in enumerate(cases) if (c.source, c.compares) == (source, compares))
    altered = str(float(cases[place].published) + 0.2)
    cases[place] = replace(cases[place], published=altered)
    failing = [result for result in published_cases.check(cases) if not result.agrees]
    assert [result.case for result in failing] == [cases[place]]
    assert failing[0].published == altered


def test_an_altered_status_does_not_agree():
    cases = published_cases.read_cases()
    place = next(i for i, c in enumerate(cases) if c.published == "on_track")
    cases[place] = replace(cases[place], published="needs_acceleration")
    failing = [result for result in published_cases.check(cases) if not result.agrees]
    assert [(result.published, result.computed) for result in failing] == [
        ("needs_acceleration", "on_track")
    ]


def test_a_hair_more_than_the_precision_does_not_agree():
    cases = published_cases.read_cases()
    place = next(i for i, c in enumerate(cases) if c.compares == "compound_ratio")
    exact = float(cases[place].published)
    for factor, agrees in ((1 + 1e-9, True), (1 + 1e-6, False)):
        cases[place] = replace(cases[place], published=repr(exact * factor))
        assert published_cases.check(cases)[place].agrees is agrees


def test_the_example_of_the_method_page():
    example = published_cases.example()
    assert example.agrees
    assert (example.verdict.count, example.verdict.out_of) == (40, 196)
