"""Art. 29: the papers that are placed before the meeting, held against those of the file."""

from decision_flow.collective_discussion.commands import PackDocument
from decision_flow.collective_discussion.facts import PackFacts
from decision_flow.collective_discussion.pack import pack_is_that_of_the_file
from decision_flow.procedure.rules import Status
from tests.casefiles import DRAFT
from tests.late_stages import JISHOU, MONDAY, an_act, in_discussion

OPINION, ANOTHER = "1" * 64, "2" * 64


def found(opinion: str):
    """The finding on a pack with this paper in the place of the legality opinion."""
    case = in_discussion(None, meeting_pack=PackFacts({"legality_opinion": OPINION}))
    given = {"draft": DRAFT, "legality_opinion": opinion}
    pack = tuple(PackDocument(kind=kind, document_sha256=sha256) for kind, sha256 in given.items())
    return pack_is_that_of_the_file(an_act(pack=pack), case, JISHOU, MONDAY)


def test_art_29_another_paper_than_that_of_the_file_is_shown():
    finding = found(ANOTHER)
    assert (finding.status, finding.code) == (Status.SATISFIED, "others")
    assert finding.values["papers"] == ["legality_opinion"]


def test_art_29_the_papers_of_the_file_are_taken_as_they_are():
    assert (found(OPINION).status, found(OPINION).code) == (Status.SATISFIED, "")
