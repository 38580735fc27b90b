"""Art. 3: the announcement of a catalog over HTTP is read like the catalog itself."""

from tests.api.house import Served, is_problem


def catalog_of(lived: Served, status: str) -> str:
    """A catalog of the body, by its status."""
    listed = lived.get(f"/catalogs?status={status}&organ_id={lived.world.organ_id}", "catalog_officer").json["items"]
    return str(listed[-1]["id"])


def test_art_3_the_announcement_of_a_published_catalog_is_everybodys(lived: Served) -> None:
    path = f"/catalogs/{catalog_of(lived, 'published')}/papers"
    for by in (None, "stranger", "auditor", "catalog_officer"):
        (paper,) = lived.get(path, by).json
        assert (paper["kind"], paper["title"], paper["round"]) == ("catalog_announcement", "示例目录公告", 1)
        for digest in (paper["pdf_sha256"], paper["docx_sha256"]):
            sent = lived.get(f"/documents/{digest}", by)
            assert sent.status_code == 200 and sent.data
        assert lived.get(f"/documents/{paper['pdf_sha256']}", by).headers["Content-Disposition"].endswith(".pdf")


def test_art_3_the_papers_of_an_unpublished_catalog_are_its_bodys(lived: Served) -> None:
    path = f"/catalogs/{catalog_of(lived, 'draft')}/papers"
    assert lived.get(path, "catalog_officer").json == []
    is_problem(lived.get(path, "stranger"), 404)
    is_problem(lived.get(path), 404)


def test_art_33_a_paper_of_a_decision_still_takes_a_token(lived: Served) -> None:
    decision = lived.get("/decisions?status=in_force", "auditor").json["items"][-1]["id"]
    digest = lived.get(f"/decisions/{decision}/papers", "auditor").json[0]["pdf_sha256"]
    is_problem(lived.get(f"/documents/{digest}"), 401)
    is_problem(lived.get(f"/documents/{digest}", "stranger"), 404)
    assert lived.get(f"/documents/{digest}", "drafter").status_code == 200
