"""The board report: what stands in the PDF, read back from it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from progress.assessment.changes import changes
from progress.assessment.filters import Filters, today
from progress.assessment.needs import exceptions
from progress.assessment.snapshot import take
from progress.intake import seed
from progress.language import ENGLISH, Language
from progress.publishing.provenance import COMPILED
from progress.report.pdf import report_pdf
from progress.report.template_words import template_words
from progress.store.copies import write_copy
from progress.store.file import read_copy_path
from progress.store.store import Store
from progress.wording.filter_sentence import filter_sentence
from progress.wording.sentences import verdict_sentence
from progress.wording.status_words import row_word
from progress.wording.verdict import as_of
from progress.wording.workplan import late_views
from tests.support.commands import document, python, refused, run
from tests.support.plans import build, release, report

FRENCH = Language("fr")
KINDS = ("plan", "demonstration")
LANGUAGES = (ENGLISH, FRENCH)
INVENTED = {ENGLISH: "Demonstration data", FRENCH: "Données de démonstration"}
A4 = (595, 842)
HOLDS_THE_STORE = """
import sys, time
from progress.store.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
time.sleep(60)
"""

# What would be read as markup or as code where texts are not handed over as data.
HOSTILE = '#panic("x") *a* _b_ $x$ `c` <b>d</b> @e // f /* \\ #g[h] -- ~ "i" =1+1'


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    found = {
        kind: seed.build(folder / f"{kind}.duckdb", demo=kind == "demonstration") for kind in KINDS
    }
    yield found
    for store in found.values():
        store.close()


@pytest.fixture(scope="module")
def made(stores):
    """The report of a store in a language, made once: ``made("plan", ENGLISH)``."""

    @cache
    def make(kind: str, t: Language) -> "Read":
        return Read(report_pdf(stores[kind], Filters(), t))

    return make


class Read:
    """A report as it is read: its pages as text, without the places where lines break."""

    def __init__(self, content: bytes):
        self.pdf = PdfReader(BytesIO(content))
        self.pages = [plain(page.extract_text()) for page in self.pdf.pages]
        self.text = " ".join(self.pages)
        self.headings = [plain(entry.title) for entry in flat(self.pdf.outline)]


def plain(text: str) -> str:
    text = text.replace("\u200b", "")
    return re.sub(r"\s+", " ", text).strip()


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def flat(outline: list) -> list:
    found = []
    for entry in outline:
        found += flat(entry) if isinstance(entry, list) else [entry]
    return found


def of(store: Store, t: Language = ENGLISH, since: date | None = None, **chosen) -> Read:
    return Read(report_pdf(store, Filters(**chosen), t, since))


# What it says


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda t: t.code)
@pytest.mark.parametrize("kind", KINDS)
def test_every_objective_measure_and_verdict_is_there(stores, made, kind, t):
    snapshot, read = take(stores[kind], Filters()), made(kind, t)
    for row in snapshot.facts.objectives:
        assert any(text.startswith(row.objective + " ") for text in read.headings)
    measures = {row.indicator: row for row in snapshot.facts.indicators}
    for code, row in measures.items():
        assert plain(f"{code} {t.of(row, 'name')}") in read.text
    for row in snapshot.verdicts:
        if row.status != "no_target":
            sentence = verdict_sentence(t, row, measures[row.indicator])
            told = [row.horizon, row_word(t, row), as_of(t, row), sentence]
            assert plain(" ".join(map(str, filter(None, told)))) in read.text


def test_the_scorecard_has_the_words_of_the_picture(stores, made):
    snapshot, front = take(stores["demonstration"], Filters()), made("demonstration", ENGLISH)
    objectives = {}
    for row in snapshot.objectives:
        objectives.setdefault(row.objective, []).append(row)
    lines = PdfReader(front.pdf.stream).pages[0].extract_text().splitlines()
    for code, rows in objectives.items():
        (line,) = (line for line in lines if line.startswith(f"{code} ") and "→" not in line)
        if all(row.reason == "not_entered" for row in rows):
            told = "Not yet entered"
        else:
            told = " ".join(row_word(ENGLISH, row) for row in rows)
        shown = re.sub(r" \d+/\d+\b", "", line)
        assert shown == f"{code} {rows[0].label} {told}"


def test_the_first_page_tells_what_needs_the_board_and_what_changed(stores, made):
    store, front = stores["demonstration"], made("demonstration", ENGLISH).pages[0]
    snapshot = take(store, Filters())
    needs = exceptions(snapshot)
    codes = re.findall(r"(\w\d\.\d) (?=[A-Z])", front.split("For the board’s attention")[1])
    shown = [code for code in codes if code in {need.indicator for need in needs}]
    assert len(shown) >= 4
    assert shown == [need.indicator for need in needs][: len(shown)]
    assert f"and {len(needs) - len(shown)} more: page 2" in front
    assert "Decision wanted: Fund shared hosting for three years" in front
    # The last update is of 28 September 2026.
    found = changes(store, date(2026, 9, 27), today(), Filters())
    assert "Changed since 27 September 2026" in front
    assert len(re.findall("→", front)) == len(found)
    assert "E2.1 2030 Far behind → Going backwards" in front
    assert "29 of 35 indicators with a target are assessed" in front


@pytest.mark.parametrize(
    ("t", "easier"),
    [
        (ENGLISH, "80 (easier to reach)"),
        (FRENCH, "80 (plus facile à atteindre)"),
    ],
)
def test_revisions_of_the_plan_stand_apart(tmp_path, t, easier):
    store = build(tmp_path)
    assert "made easier" not in of(store).text
    release(
        store,
        {
            "targets.csv": "indicator,year,kind,value\nA1.1,2030,level,80",
            "goals.csv": "goal,name\nB,Another name",
        },
    )
    yesterday = today() - timedelta(days=1)
    found = of(store, t, since=yesterday)
    assert of(store, goal="B", since=yesterday).text.count("Another name") >= 1
    assert "A1.1, 2030" not in of(store, goal="B", since=yesterday).text
    store.close()
    told = {
        ENGLISH: "2 revisions of the plan · 1 target made easier page",
        FRENCH: "2 révisions du plan · 1 cible rendue plus facile page",
    }
    assert told[t] in found.pages[0]
    table = found.text.split("Changed in the plan" if t is ENGLISH else "Modifié dans le plan")[-1]
    assert re.search(rf"A1\.1, 2030 \w+ 100 {re.escape(easier)}", table)


def test_what_is_late_in_the_workplans_is_told_first_and_in_full(stores, made):
    snapshot, read = take(stores["demonstration"], Filters()), made("demonstration", ENGLISH)
    objectives = {row.objective for row in snapshot.objectives}
    late = late_views(ENGLISH, snapshot.facts, objectives, snapshot.filters.known_on)
    assert late
    told = read.pages[0].split("Late in the workplans")[1]
    assert f"{late[0].objective}: {late[0].title} {late[0].when}" in told
    whole = read.text.rsplit("Late in the workplans", 1)[1]
    assert [row.title for row in late if plain(row.title) not in whole] == []


def test_all_exceptions_and_all_decisions_follow(stores, made):
    snapshot, second = take(stores["demonstration"], Filters()), made("demonstration", ENGLISH)
    for need in exceptions(snapshot):
        assert f"{need.indicator} {need.measure.name}" in second.pages[1]
        if need.narrative and need.narrative.decision_wanted:
            assert f"Decision wanted: {need.narrative.decision_wanted}" in second.pages[1]
    assert "D1 Collaborative platform · Confirm that objective D1 is reached" in second.text


def test_where_nothing_can_be_judged_it_says_so_and_what_is_known(made):
    front = made("plan", ENGLISH).pages[0]
    assert "Too early to judge." in front
    assert "30 targets are entered for 13 of 24 objectives." in front
    assert "Reported last: Regional meetings in a year, 3 meetings per year in 2023." in front
    assert "60 % of the time has passed" in front
    assert "10 events per year · 5 languages" in front
    assert "0 of 22 indicators with a target are assessed" in front
    assert "9 Objectives without a wording B3, B4, D3, E1, E2, E3, E4, F1, F3" in front
    assert "30 targets entered" in front


def test_a_goal_tells_how_it_stands_who_leads_and_what_is_wanted(made):
    text = made("demonstration", ENGLISH).text
    told = "3 of 6 on track or met, 1 of them on old reports; 0 not reported; 0 without a target"
    assert told in text
    assert "Led by the Secretariat (core facility) · CF3 Advocacy & Awareness" in text
    assert "Summary: Three countries took their data offline" in text
    assert "Cause: Portals were closed for lack of funds" in text
    assert "Owner: Task Force E2" in text
    assert "A scientific conceptual framework has been elaborated (done in 2022)" in text


def test_what_is_not_entered_is_a_line(made):
    text = made("plan", ENGLISH).text
    line = "B3 name not published yet Wording, indicators and targets are not yet entered."
    assert f"{line} Code to be confirmed." in text
    assert "Known from 2020, but not used as a starting point: 20 institutions." in text


# Pages


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda t: t.code)
@pytest.mark.parametrize("kind", KINDS)
def test_the_first_page_stands_alone(made, kind, t):
    front, after = made(kind, t).pages[:2]
    fixed = template_words(t)
    assert fixed["needs"] in front
    assert (fixed["scorecard"] if kind == "demonstration" else fixed["aims"]) in front
    goal = t("Goal {code}: {name}", code="A", name="")
    assert after.startswith(plain(goal if kind == "plan" else fixed["all_needs"]))


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda t: t.code)
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_of_when_and_of_what_it_is(stores, made, kind, t):
    read, snapshot = made(kind, t), take(stores[kind], Filters())
    day = t.date(today())
    numbers = {"plan": (2, today()), "demonstration": (10, date(2026, 9, 28))}
    number, published = numbers[kind]
    banner = t(COMPILED)
    for place, page in enumerate(read.pages, start=1):
        assert plain(t("Made on {day}", day=day)) in page
        assert plain(t("As published on {day}", day=day)) in page
        assert plain(t("Update {number} of {day}", number=number, day=t.date(published))) in page
        assert plain(filter_sentence(t, Filters(), snapshot.facts)) in page
        assert plain(t("Page {page} of {pages}", page=place, pages=len(read.pages))) in page
        # In the foot, and across the page.
        assert (page.count(INVENTED[t]) >= 2) == (kind == "demonstration")
        assert (plain(banner) in page) == (kind == "plan")


def test_nothing_runs_off_a_page(made):
    for kind in KINDS:
        for page in made(kind, FRENCH).pdf.pages:
            assert [round(float(side)) for side in page.mediabox[2:]] == list(A4)
            runs = []
            page.extract_text(visitor_text=lambda text, at, *_, runs=runs: runs.append((text, at)))
            for text, at in runs:
                is_turned = at[1] != 0  # the watermark
                if text.strip() and not is_turned:
                    assert 40 < at[4] < A4[0] - 45, text
                    assert 20 < at[5] < A4[1] - 30, text


# Accessible, and complete in itself


@pytest.mark.parametrize("t", LANGUAGES, ids=lambda t: t.code)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_tagged_and_meant_to_last(made, kind, t):
    pdf = made(kind, t).pdf
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == t.code
    assert pdf.metadata.title == t("Progress on the strategic plan")
    assert "1000" in pdf.metadata.author
    about = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about
    kinds = list(tags(root["/StructTreeRoot"]))
    assert {"H1", "H2", "H3", "Table", "TH", "TD", "Figure"} <= {kind for kind, _ in kinds}
    figures = [alternative for kind, alternative in kinds if kind == "Figure"]
    assert all(figures)


def test_a_chart_is_told_in_words(made):
    root = made("demonstration", ENGLISH).pdf.trailer["/Root"]
    name = "UNFCCC Parties whose NDC includes soil health and soil organic carbon"
    told = [plain(text) for _, text in tags(root["/StructTreeRoot"]) if text]
    (chart,) = (text for text in told if text.startswith(name))
    assert (
        "Targets: 2025: 30 % of Parties, 2030: 50 % of Parties, 2050: 100 % of Parties. "
        "At the pace so far: 2030: 40 %" in chart
    )
    assert "2026: 31.1 % (61 of 196)" in chart


def tags(node) -> list[tuple[str, str | None]]:
    """The kinds of all elements with their alternative texts."""
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in tags(child)]
    if not isinstance(node, dict):
        return []
    own = [(str(node["/S"])[1:], node.get("/Alt"))] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


def test_headings_are_bookmarks(made):
    headings = made("demonstration", ENGLISH).headings
    assert headings[:3] == [
        "Scorecard",
        "For the board’s attention",
        "Late in the workplans",
    ]
    assert "Goal A: Inception and conceptualization" in headings
    assert headings.index("A1 NDCs") < headings.index("A2 Project Development")
    assert headings[-3:] == ["All that changed", "How a status is made", "Sources"]


def test_all_letters_come_with_it(made):
    fonts = set()
    for page in made("demonstration", FRENCH).pdf.pages:
        fonts |= {font["/BaseFont"] for font in page["/Resources"]["/Font"].values()}
    assert len(fonts) == 4
    assert all(re.fullmatch(r"/[A-Z]{6}\+IBMPlex(Sans|Serif).*", font) for font in fonts)


# Languages


@pytest.mark.parametrize("kind", KINDS)
def test_french_holds_none_of_our_english(made, kind):
    text = made(kind, FRENCH).text
    assert "Rapport au conseil" in text
    english, french = template_words(ENGLISH), template_words(FRENCH)
    for name, said in english.items():
        if said != french[name] and " " in said and "{" not in said:
            assert plain(said) not in text
    assert not re.search(r"\b(Target|Goal|Update|Records|Worse|Better|Decision wanted)\b", text)


def test_numbers_and_dates_speak_the_language(made):
    english, french = made("demonstration", ENGLISH).text, made("demonstration", FRENCH).text
    assert "47 % of the way to the 2030 target" in english
    assert "47 % du chemin vers la cible de 2030" in french
    assert "28 septembre 2026" in french
    assert "Cause : Des portails ont été fermés faute de moyens" in french


# What the filters leave


def test_filters_and_a_day_narrow_it(stores):
    chosen, since = Filters(goal="C", horizon=2030), date(2024, 12, 31)
    read = of(stores["demonstration"], since=since, goal="C", horizon=2030)
    assert "Shown: goal C (Promotion and advocacy), target year 2030." in read.pages[-1]
    codes = {heading.split()[0] for heading in read.headings}
    assert {"C1", "C4"} <= codes
    assert not codes & {"A1", "B1", "F3"}
    assert "2050 Behind" not in read.text
    assert "B1.1" not in read.text
    assert "Changed since 31 December 2024" in read.pages[0]
    listed = read.text.split("All that changed")[1].split("How a status is made")[0]
    found = changes(stores["demonstration"], since, today(), chosen)
    assert found
    for change in found:
        assert f"{change.indicator} " in listed


def test_a_family_shows_only_its_verdicts(stores):
    read = of(stores["demonstration"], family="off_course")
    snapshot = take(stores["demonstration"], Filters(family="off_course"))
    for row in snapshot.verdicts:
        assert f"{row.indicator} " in read.text
    assert "On track 3" not in read.text
    assert not re.search(r"20\d\d On track", read.text)


def test_regions_have_their_names(stores):
    read = of(stores["demonstration"], FRENCH, objective="A1", region="all", horizon=2030)
    for region in ("Afrique", "Asie-Pacifique", "Amérique latine et Caraïbes"):
        assert f"{region} 2030" in read.text


def test_records_of_an_earlier_day(stores):
    read = of(stores["demonstration"], as_known_on=date(2024, 4, 30))
    assert "As published on 30 April 2024 · Update 6 of 22 April 2024" in read.pages[0]
    assert "Changed since 21 April 2024" in read.pages[0]
    assert "61 of 196" not in read.text
    assert "In 2023, 24.0 % (47 of 196)" in read.text


def test_before_the_first_update_nothing_is_there(stores):
    read = of(stores["demonstration"], as_known_on=date(2020, 1, 1))
    assert "No objective fits these filters." in read.pages[0]


# Texts are data


def test_texts_print_as_they_stand(tmp_path):
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    files = {
        "goals.csv": f"goal,name,purpose\nA,{quoted},{quoted}\nB,B",
        "objectives.csv": f"objective,goal,label,statement\nA1,A,{quoted},{quoted}\nA2,A,,\nB1,B,,",
        "indicators.csv": "indicator,objective,name,unit,measure,direction\n"
        f"A1.1,A1,{quoted},{quoted},level,up\nA2.2,A2,{quoted},,conditions,\n"
        "B1.1,B1,Hectares,hectares,cumulative,up",
        "baselines.csv": "indicator,year,value,comparable\nA1.1,2020,20,yes",
        "targets.csv": "indicator,year,kind,value\nA1.1,2030,level,100\nA2.2,2030,conditions,",
        "conditions.csv": f"indicator,target_year,condition,text\nA2.2,2030,1,{quoted}",
        "task_forces.csv": f"objective,status,leader,consent\nA1,active,{quoted},yes",
    }
    store = build(tmp_path, files)
    report(store, "indicator,year,value\nA1.1,2025,10")
    read = of(store)
    store.close()
    assert "#panic" not in re.sub(re.escape(bare(HOSTILE)), "", bare(read.text))
    # On the first page the goal, the objective and the measure; in their places these with
    # purpose, statement, leader, unit and condition.
    assert bare(read.pages[0]).count(bare(HOSTILE)) >= 3
    assert bare(read.text).count(bare(HOSTILE)) >= 12


def test_long_words_break_and_letters_without_a_font_do_not_stop_it(tmp_path):
    word, letters = "Überlang" * 37, "日本 😀 العربية Ελληνικά"
    files = {
        "goals.csv": f"goal,name\nA,{word}\nB,{letters}",
        "objectives.csv": f"objective,goal,label\nA1,A,{word}\nA2,A,{letters}\nB1,B,",
    }
    store = build(tmp_path, files)
    read = of(store)
    store.close()
    assert word in bare(read.text)
    assert "Ελληνικά" in read.text
    assert read.pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    # It claims no more than it keeps, and says so.
    assert b"pdfuaid" not in read.pdf.trailer["/Root"]["/Metadata"].get_data()
    assert "does not claim to meet PDF/UA and PDF/A" in read.text


def test_a_plan_without_anything_optional(tmp_path):
    files = {
        "goals.csv": "goal\nA",
        "objectives.csv": "objective,goal\nA1,A",
        "indicators.csv": "indicator,objective,name,measure,direction",
        "targets.csv": "indicator,year,kind,value",
        "baselines.csv": None,
        "conditions.csv": None,
    }
    store = build(tmp_path, files)
    assert "No objective fits these filters." in of(store).text
    store.close()


# Making it


def test_the_same_report_from_many_threads(stores):
    def make(_=None) -> bytes:
        return report_pdf(stores["plan"], Filters(goal="C"), ENGLISH)

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(make, range(3))) == {make()}


def test_the_command(stores, tmp_path):
    path = tmp_path / "new" / "board.pdf"
    store = stores["plan"].path
    copy = tmp_path / "copy.duckdb"
    write_copy(stores["plan"], copy)
    assert document("report", path, "--lang", "fr", "--goal", "A", store=copy) == {
        "report": str(path)
    }
    read = Read(path.read_bytes())
    assert "but A" in read.text
    assert [file.name for file in path.parent.iterdir()] == ["board.pdf"]
    before = path.read_bytes()
    assert 'unknown goal "Z"' in refused("report", path, "--goal", "Z", store=copy)
    assert "is after" in refused("report", path, "--since", "2990-01-01", store=copy)
    assert "there is no store" in refused("report", path, store=tmp_path / "none.duckdb")
    assert path.read_bytes() == before
    for wrong in (("report", "board.txt"), ("report", path, "--since", "today")):
        assert run(*wrong, store=copy).returncode == 2
    assert store.exists()


def test_the_command_beside_whoever_holds_the_store(stores, tmp_path):
    held = tmp_path / "held.duckdb"
    write_copy(stores["demonstration"], held)
    write_copy(stores["demonstration"], read_copy_path(held))
    other = python(HOLDS_THE_STORE, held)
    try:
        assert other.stdout.readline() == "open\n"
        path = tmp_path / "board.pdf"
        document("report", path, "--goal", "D", store=held)
        assert "Demonstration data" in Read(path.read_bytes()).text
    finally:
        other.kill()
        other.communicate()
