"""The matters of the demo: three real catalog items of different classes, and a small one that stands in no catalog.

Titles, units and dates of the three are the published catalog's. Every text of a draft or a paper is synthetic.
"""

from dataclasses import dataclass, field

from cli.demo.people import CITY, EDUCATION, HEALTH
from decision_flow.terms import MatterClass

ORGAN = "深圳市龙华区人民政府"
YEAR = 2026
LABEL = "示例：按吉首市适用规定演示"


@dataclass
class Matter:
    """One matter with the answers of triage; below the line what comes about on the way."""

    title: str
    short: str
    matter_class: MatterClass
    unit: str
    drafter: str
    head: str
    clauses: tuple[str, ...]
    is_technical: bool = True
    may_harm: bool = True
    touches_market: bool = False
    is_listed: bool = True

    item_id: str | None = None
    id: str = ""
    drafts: list[str] = field(default_factory=list)
    explanation: str = ""
    notice_id: str = ""
    comments: list[str] = field(default_factory=list)
    hearing_id: str = ""
    draw_id: str = ""
    experts: list[str] = field(default_factory=list)
    risk_reports: int = 0

    @property
    def path(self) -> str:
        """Where its acts and reads are."""
        return f"/decisions/{self.id}"

    @property
    def draft(self) -> str:
        """The digest of the present version."""
        return self.drafts[-1]

    def text(self, *added: str) -> str:
        """A version of the draft: the clauses, and what was added."""
        numbered = "\n".join(f"{number}. {clause}" for number, clause in enumerate((*self.clauses, *added), start=1))
        return f"{self.title}（草案第{len(self.drafts) + 1}稿）\n\n{numbered}"


def plan() -> Matter:
    """重要规划."""
    return Matter(
        title="编制龙华区教育发展“十五五”规划",
        short="教育规划",
        matter_class=MatterClass.PLAN,
        unit=EDUCATION,
        drafter="education-drafter",
        head="education-head",
        clauses=("示例目标：学位供给与人口变化相适应。", "示例措施：新建、改扩建一批中小学校。"),
    )


def hospital() -> Matter:
    """重大公共建设项目."""
    return Matter(
        title="决定实施龙华区口腔专科医院项目",
        short="口腔医院",
        matter_class=MatterClass.PUBLIC_CONSTRUCTION,
        unit=HEALTH,
        drafter="health-drafter",
        head="health-head",
        clauses=("示例内容：新建口腔专科医院一所。", "示例资金：列入年度投资计划。"),
    )


def vendors() -> Matter:
    """重大公共政策和措施, touching business operators."""
    return Matter(
        title="制定《深圳市龙华区摊贩经营场所划定和管理办法》",
        short="摊贩办法",
        matter_class=MatterClass.PUBLIC_POLICY,
        unit=CITY,
        drafter="city-drafter",
        head="city-head",
        clauses=("示例：按街道划定摊贩经营场所。", "示例：经营时段和卫生要求。"),
        touches_market=True,
    )


def parking() -> Matter:
    """A small matter that a higher organ assigned; it is invented, and no catalog has it."""
    return Matter(
        title="示例：中小学校门前设置接送车位",
        short="接送车位（示例）",
        matter_class=MatterClass.OTHER,
        unit=EDUCATION,
        drafter="education-drafter",
        head="education-head",
        clauses=("示例：在学校门前设置限时接送车位。",),
        is_technical=False,
        may_harm=False,
        is_listed=False,
    )
