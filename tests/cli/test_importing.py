"""Plan item 26: published catalogs taken over from a file: checked whole, shown, done, and finished when cut off."""

import codecs
import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from cli.catalog_file import COLUMNS, ImportProblem
from cli.importing import MOST_ITEMS, Plan, body_kind_of, plan_import, run_import
from decision_flow.actor import system
from decision_flow.audit.model import AuditEntry
from decision_flow.audit.verify import verify
from decision_flow.catalog.commands import ImportedItem, ImportSource
from decision_flow.catalog.known import NOTHING, KnownBody, KnownCatalog, known
from decision_flow.catalog.model import CatalogItem
from decision_flow.command import Command
from decision_flow.organ.model import Organ, Unit
from decision_flow.settings import CHECKOUT
from decision_flow.store.tables import table_of
from decision_flow.terms import BodyKind, Role
from tests.world import World

DATA = CHECKOUT / "cli" / "data"
REAL = DATA / "real_catalogs.csv"
IMPORT = system("import")
GOOD = {
    "catalog_id": "SL2025",
    "organ": "示例县人民政府",
    "province": "示例省",
    "year": "2025",
    "publication_date": "2025-05-14",
    "document_no": "示政发〔2025〕3号",
    "item_no": "1",
    "item_name": "示例规划",
    "undertaking_unit": "示例局",
    "planned_time": "第四季度",
    "source_title": "示例目录",
}


def text_of(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> str:
    """A file of the rows; each is a good one with what it says differently."""
    made = io.StringIO()
    writer = csv.DictWriter(made, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: (GOOD | row).get(column, "") for column in columns} for row in rows)
    return made.getvalue()


@pytest.fixture
def plan_of(tmp_path):
    """Plans the import of a text, or of bytes."""

    def plan(content: str | bytes, there=NOTHING, **given) -> Plan:
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return plan_import(path, there, **given)

    return plan


@pytest.fixture
def problem_of(plan_of):
    """The problem that a content makes."""

    def problem(content: str | bytes) -> ImportProblem:
        with pytest.raises(ImportProblem) as refused:
            plan_of(content)
        assert all(fault.zh and fault.en for fault in refused.value.faults)
        return refused.value

    return problem


# --- the real file


def test_the_real_catalogs_are_planned_whole():
    plan = plan_import(REAL, NOTHING)
    assert (plan.rows, plan.items, len(plan.bodies), len(plan.catalogs)) == (101, 101, 38, 38)
    assert not plan.bad and not plan.repeated and not plan.already
    lacking = Counter(gap for item in plan.incomplete for gap in item.lacks)
    assert lacking == {"undertaking_unit": 23, "publication_date": 16, "year": 1}
    assert len(plan.incomplete) == 27 and plan.without_time == 58


def test_the_kinds_of_real_bodies_are_guessed_from_their_names():
    kinds = {
        "government": {BodyKind.GOVERNMENT},
        "department": {BodyKind.DEPARTMENT},
        "development-zone committee": {BodyKind.ZONE_COMMITTEE},
        "township/subdistrict": {BodyKind.TOWNSHIP, BodyKind.SUB_DISTRICT},
    }
    with (DATA / "real_catalog_index.csv").open(encoding="utf-8", newline="") as file:
        pages = list(csv.DictReader(file))
    assert len(pages) == 83
    assert not [page["organ"] for page in pages if body_kind_of(page["organ"])[0] not in kinds[page["organ_kind"]]]


@pytest.mark.parametrize(
    ("name", "kind", "is_certain"),
    [
        ("吉首市人民政府", BodyKind.GOVERNMENT, True),
        ("示例自治旗人民政府", BodyKind.GOVERNMENT, True),
        ("示例镇人民政府", BodyKind.TOWNSHIP, True),
        ("示例民族乡人民政府", BodyKind.TOWNSHIP, True),
        ("示例街道办事处", BodyKind.SUB_DISTRICT, True),
        ("示例市司法局", BodyKind.DEPARTMENT, True),
        ("示例市发展和改革委员会", BodyKind.DEPARTMENT, True),
        ("示例省财政厅", BodyKind.DEPARTMENT, True),
        ("示例高新区管委会", BodyKind.ZONE_COMMITTEE, True),
        ("示例开发区管理委员会", BodyKind.ZONE_COMMITTEE, True),
        ("示例开发区管委会·示例区人民政府", BodyKind.GOVERNMENT, False),
        ("示例", BodyKind.DEPARTMENT, False),
    ],
)
def test_the_kind_of_a_body_is_a_guess_that_says_how_sure_it_is(name, kind, is_certain):
    assert body_kind_of(name) == (kind, is_certain)


# --- half-wrong files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_chinese_offices_are_read(plan_of, encoding):
    plan = plan_of(text_of({}).encode(encoding))
    assert plan.encoding == encoding and plan.catalogs[0].items[0].title == "示例规划"


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"", None, "empty"),
        (codecs.BOM_UTF8, None, "empty"),
        (b"\n\n , ,\n", None, "empty"),
        (b"\n\norgan\n", 3, "Missing columns"),
        (text_of(), None, "no rows"),
        (text_of({}).encode("utf-16"), None, "UTF-16"),
        (text_of({}).replace("示例规划", "示\0例").encode(), 2, "NUL"),
        (text_of({}, {}).encode().replace("示例局".encode(), b"\xe7\xa4\xff", 1), 2, "broken"),
        (text_of({"item_name": ""}).encode() + b"\xff\xff\n", 3, "broken"),
        ((",".join(COLUMNS) + "\n").encode() + b"\xff\xff\n", 2, "neither UTF-8 nor GB18030"),
        (text_of({}) + '"示例', 3, "quote"),
        (text_of({}) + "示" * 200_000 + "\n", 3, "Not CSV"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(problem_of, content, line, says):
    (fault,) = problem_of(content).faults
    assert says in fault.en and (line is None or fault.line == line)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "nothing.csv", tmp_path, tmp_path / "nul\0.csv"):
        with pytest.raises(ImportProblem):
            plan_import(path, NOTHING)


def test_unknown_missing_and_repeated_columns_are_named(problem_of):
    columns = (*COLUMNS[:-2], "date_basis", "province", "remarks")
    faults = problem_of(text_of({}, columns=columns)).faults
    assert [fault.en for fault in faults] == [
        "Unknown columns: remarks.",
        "Missing columns: adjustment.",
        "Columns that stand twice: province.",
    ]
    assert {fault.line for fault in faults} == {1}


def test_columns_may_stand_in_any_order(plan_of):
    assert plan_of(text_of({}, columns=COLUMNS[::-1])).items == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"organ": ""}, "no organ"),
        ({"item_name": "  "}, "no item_name"),
        ({"year": "25"}, "no year of four digits"),
        ({"year": "二〇二五"}, "no year of four digits"),
        ({"publication_date": "2025-02-30"}, "no date"),
        ({"publication_date": "May"}, "no date"),
        ({"item_name": "长" * 301}, "more than 300"),
        ({"note": "长" * 2001}, "more than 2000"),
        ({"organ": "\u200b"}, "no organ"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_reason(plan_of, row, says):
    plan = plan_of(text_of({"item_name": "好"}, row))
    (fault,) = plan.bad
    assert fault.line == 3 and says in fault.en and plan.items == 1


def test_a_bad_row_names_everything_that_is_wrong_with_it(plan_of):
    (fault,) = plan_of(text_of({"organ": "", "item_name": "", "year": "x"})).bad
    assert all(name in fault.en for name in ("organ", "item_name", "year"))


def test_ragged_lines_are_named_with_both_lengths(plan_of):
    plan = plan_of(text_of({}) + "a,b\n" + "," * 20 + "x\n")
    assert [(fault.line, fault.en) for fault in plan.bad] == [
        (3, "2 cells under a header of 17."),
        (4, "21 cells under a header of 17."),
    ]


def test_lines_are_counted_through_quoted_line_breaks_and_blank_lines(plan_of):
    text = text_of({"note": "一\n二\n三"}) + "\n\n" + text_of({"organ": ""}).splitlines()[1] + "\n"
    plan = plan_of(text)
    assert plan.bad[0].line == 7 and plan.catalogs[0].items[0].note == "一 二 三"


@pytest.mark.parametrize(
    ("row", "lacks"),
    [
        ({"year": ""}, ("year",)),
        ({"undertaking_unit": ""}, ("undertaking_unit",)),
        ({"publication_date": ""}, ("publication_date",)),
        (
            {"year": "", "undertaking_unit": "", "publication_date": ""},
            ("undertaking_unit", "year", "publication_date"),
        ),
    ],
)
def test_plan_26_what_an_item_lacks_makes_it_incomplete_and_not_bad(plan_of, row, lacks):
    plan = plan_of(text_of(row))
    assert not plan.bad and plan.items == 1
    assert [(item.line, item.lacks) for item in plan.incomplete] == [(2, lacks)]


def test_plan_26_a_missing_time_is_a_remark_only(plan_of):
    plan = plan_of(text_of({"planned_time": ""}))
    assert not plan.incomplete and plan.without_time == 1
    assert plan.catalogs[0].items[0].doubts == ("no_planned_time",)


def test_an_item_of_unknown_year_stands_in_a_catalog_without_a_year(plan_of):
    plan = plan_of(text_of({}, {"year": ""}, {"year": "2025年度"}))
    assert [(catalog.year, len(catalog.items)) for catalog in plan.catalogs] == [(2025, 1), (None, 1)]
    assert "年份不详" in plan.catalogs[1].title or "年度不详" in plan.catalogs[1].title


def test_a_matter_that_stands_twice_is_named_and_taken_once(plan_of):
    plan = plan_of(text_of({}, {"planned_time": "6月"}, {"organ": " 示例县人民政府 ", "item_name": "示例规划\u200b"}))
    assert plan.items == 1 and not plan.bad
    assert [(one.line, one.first, one.differs) for one in plan.repeated] == [(3, 2, ("planned_time",)), (4, 2, ())]


def test_rows_as_excel_writes_dates_and_blank_lines_are_read(plan_of):
    plan = plan_of(text_of({"publication_date": "2025/5/4"}).replace("\n", "\r\n") + "," * 16 + "\r\n")
    assert str(plan.catalogs[0].items[0].published_on) == "2025-05-04" and plan.rows == 1


def test_a_catalog_of_more_than_a_year_can_hold_is_refused(problem_of):
    rows = [{"item_name": f"事项{number}"} for number in range(MOST_ITEMS + 1)]
    (fault,) = problem_of(text_of(*rows)).faults
    assert fault.line == MOST_ITEMS + 2


def test_an_item_that_was_taken_out_of_the_catalog_is_imported_as_dropped(plan_of):
    assert plan_of(text_of({"adjustment": "调出"})).catalogs[0].items[0].dropped
    assert not plan_of(text_of({"adjustment": "新增"})).catalogs[0].items[0].dropped


def test_only_what_the_record_does_not_have_is_planned(plan_of):
    text = text_of({}, {"item_name": "新", "undertaking_unit": "新局"}, {"year": "2024"})
    body = KnownBody("o", {"示例局"}, {2025: KnownCatalog("c", {"示例规划"}, {"f"})})
    plan = plan_of(text, {"示例县人民政府": body})
    assert not plan.bodies and plan.already == 1
    assert [(new.organ_id, new.names) for new in plan.units] == [("o", ("新局",))]
    assert [(catalog.year, catalog.catalog_id, len(catalog.items)) for catalog in plan.catalogs] == [
        (2025, "c", 1),
        (2024, None, 1),
    ]


def test_a_catalog_into_which_this_file_was_imported_is_done(plan_of):
    digest = plan_of(text_of({})).sha256
    body = KnownBody("o", set(), {2025: KnownCatalog("c", {"后来改了名称"}, {digest})})
    plan = plan_of(text_of({}), {"示例县人民政府": body})
    assert not plan.catalogs and not plan.units and plan.already == 1


def test_new_bodies_are_proposed_with_the_profile_given(plan_of):
    (body,) = plan_of(text_of({}, {"item_name": "二", "undertaking_unit": "另一局"}), profile="jishou").bodies
    assert (body.profile, body.kind, body.units, body.line) == ("jishou", BodyKind.GOVERNMENT, ("示例局", "另一局"), 2)


# --- whatever a file holds


def outcome(path: Path, content: bytes) -> Plan | ImportProblem:
    """The plan, or the problem."""
    path.write_bytes(content)
    try:
        return plan_import(path, NOTHING)
    except ImportProblem as problem:
        return problem


def only_a_clear_problem(path: Path, content: bytes) -> None:
    """Either a plan, or an ImportProblem with sentences."""
    made = outcome(path, content)
    if isinstance(made, ImportProblem):
        assert str(made) and all(fault.zh and fault.en for fault in made.faults)
    else:
        assert made.rows >= made.items
        assert all(
            isinstance(item, ImportedItem) and isinstance(item.source, ImportSource) and item.title
            for catalog in made.catalogs
            for item in catalog.items
        )


ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ANY
@given(st.binary(max_size=400))
@example(b'"')
@example(b"\xef\xbb\xbf\xff")
@example(codecs.BOM_UTF16_BE)
def test_any_bytes_make_a_plan_or_a_clear_problem(tmp_path, content):
    only_a_clear_problem(tmp_path / "any.csv", content)


@ANY
@given(
    st.lists(
        st.lists(
            st.text(max_size=12) | st.sampled_from(["2025", "2025-01-01", "示例县人民政府", '"', "\r"]),
            min_size=15,
            max_size=18,
        ),
        max_size=6,
    ),
    st.sampled_from(["utf-8", "gb18030"]),
    st.booleans(),
)
def test_any_cells_under_the_header_make_a_plan_or_a_clear_problem(tmp_path, rows, encoding, quoted):
    made = io.StringIO()
    csv.writer(
        made, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_NONE, escapechar=None if quoted else "\\", quotechar='"'
    ).writerows([COLUMNS, *rows])
    only_a_clear_problem(tmp_path / "any.csv", made.getvalue().encode(encoding))


@ANY
@given(st.data())
def test_any_cut_or_spoilt_real_file_makes_a_plan_or_a_clear_problem(tmp_path, data):
    content = bytearray(REAL.read_bytes())
    for _ in range(data.draw(st.integers(0, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    only_a_clear_problem(tmp_path / "any.csv", bytes(content[: data.draw(st.integers(0, len(content)))]))


# --- carried out


def there(world: World):
    """What the record has."""
    with world.installation.store.reading() as session:
        return known(session)


def counts(world: World) -> tuple[int, ...]:
    """Bodies, units, items and entries in the record."""
    with world.installation.store.reading() as session:
        return tuple(
            session.execute(select(func.count()).select_from(table_of(model))).scalar_one()
            for model in (Organ, Unit, CatalogItem, AuditEntry)
        )


class Cut(Exception):
    """The power fails."""


def test_plan_26_real_catalogs_are_imported_once_however_often_the_import_runs(world: World):
    before = counts(world)
    engine = world.installation.engine
    done = run_import(engine, plan_import(REAL, there(world)), IMPORT)
    assert (done.bodies, done.items, len(done.catalogs)) == (38, 101, 38)
    after = counts(world)
    assert after[0] - before[0] == 38 and after[2] == 101
    again = plan_import(REAL, there(world))
    assert (again.items, again.already, again.bodies, again.catalogs) == (0, 101, (), ())
    run_import(engine, again, world.actor(Role.ADMINISTRATOR))
    assert counts(world) == after
    with world.installation.store.reading() as session:
        assert verify(session, deep=True).intact


@pytest.mark.parametrize("cut_after", [1, 37, 38, 50, 75])
def test_an_import_that_was_cut_off_is_finished_by_running_it_again(world: World, cut_after):
    plan, done = plan_import(REAL, there(world)), list[Command]()

    def cut(command: Command) -> None:
        done.append(command)
        if len(done) == cut_after:
            raise Cut

    with pytest.raises(Cut):
        run_import(world.installation.engine, plan, IMPORT, told=cut)
    run_import(world.installation.engine, plan_import(REAL, there(world)), IMPORT)
    bodies, _, items, _ = counts(world)
    assert (bodies, items) == (39, 101)
    assert sum(len(catalog.titles) for body in there(world).values() for catalog in body.catalogs.values()) == 101


def test_the_same_plan_run_twice_gives_the_old_receipts(world: World):
    plan = plan_import(REAL, there(world))
    first = run_import(world.installation.engine, plan, IMPORT)
    after = counts(world)
    assert run_import(world.installation.engine, plan, IMPORT).catalogs == first.catalogs
    assert counts(world) == after


def test_nothing_is_imported_of_a_file_with_a_bad_row_unless_bad_rows_are_skipped(world: World, plan_of):
    plan = plan_of(text_of({"item_name": "好"}, {"organ": ""}), there(world))
    before = counts(world)
    with pytest.raises(ImportProblem) as refused:
        run_import(world.installation.engine, plan, IMPORT)
    assert [fault.line for fault in refused.value.faults] == [3] and counts(world) == before
    assert run_import(world.installation.engine, plan, IMPORT, skip_bad=True).items == 1


def test_a_second_file_adds_to_the_catalogs_that_stand(world: World, plan_of):
    run_import(world.installation.engine, plan_of(text_of({}), there(world)), IMPORT)
    more = plan_of(text_of({}, {"item_name": "新", "undertaking_unit": "新局"}), there(world))
    assert (more.items, more.already) == (1, 1)
    run_import(world.installation.engine, more, IMPORT)
    catalog = there(world)["示例县人民政府"].catalogs[2025]
    assert catalog.titles == {"示例规划", "新"} and len(catalog.files) == 2
    assert there(world)["示例县人民政府"].units == {"示例局", "新局"}
