"""Public participation: notices, opinions and their answers, feedback. Art. 14, 15, 18. (The hearing: hearing.py.)"""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from rich.table import Table

from cli.demo.matters import Matter
from cli.demo.office import Office
from decision_flow.public_participation.facts import NOTICE
from decision_flow.terms import Disposition, HearingGround

COMMENT_DAYS = timedelta(days=30)
TOO_SHORT = timedelta(days=20)
SAID = ("示例意见：建议增加说明。", "示例意见：赞成，希望尽快实施。")
REPLIES = (
    (Disposition.ADOPTED, "示例：已在草案中补充说明。"),
    (Disposition.NOT_ADOPTED, "示例：实施时间已按最快安排，无需修改草案。"),
)


def notices(office: Office, matters: list[Matter]) -> None:
    """Notices of open comment; a short one without its reason is refused."""
    first = matters[0]
    path = "public-participation/notices"
    office.attempt(
        "征求意见20日，公告中不说明理由",
        first.drafter,
        f"{first.path}/{path}",
        _notice(office, first, TOO_SHORT),
        "PP-15-REASON",
    )
    for matter in matters:
        body = _notice(office, matter, COMMENT_DAYS)
        matter.notice_id = office.act(matter.drafter, f"{matter.path}/{path}", body)["made"]["comment_notice"]
        signed = {"notice_sha256": digest_of_notice(body)}
        office.act(matter.head, f"{matter.path}/{path}/{matter.notice_id}/signature", signed)
    office.done(
        f"征求意见公告，经办人拟稿、负责人审签，至{office.today + COMMENT_DAYS}，共{len(matters)}件", by="承办单位"
    )


def _notice(office: Office, matter: Matter, days: timedelta) -> dict[str, Any]:
    return {
        "draft_sha256": matter.draft,
        "explanation_sha256": matter.explanation,
        "opens_on": office.today,
        "closes_on": office.today + days,
        "shortening_reason": None,
        "how_to_comment": "示例：网上填写、来信、来电",
        "text": f"示例：现就“{matter.title}”向社会公开征求意见。",
    }


def digest_of_notice(body: Mapping[str, Any]) -> str:
    """What the head signs: the digest of the notice's canonical JSON, as anybody can compute it."""
    said = {name: body.get(name) for name in NOTICE}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def comments(office: Office, matters: list[Matter], silent: Matter) -> None:
    """The flow publishes what was signed; then citizens comment, without an account."""
    office.recorded("公告已在网站公布，存有网址和网页摘要", "RecordNoticePublished", [*matters, silent])
    for matter in matters:
        for text, masked_name in zip(SAID, ("张**", None), strict=True):
            body = {"text": text, "channel": "online", "masked_name": masked_name}
            path = f"{matter.path}/public-participation/notices/{matter.notice_id}/comments"
            matter.comments.append(office.people.public.act(path, body)["subject_id"])
    office.done(f"公众不登录提交意见{sum(len(one.comments) for one in matters)}条，每条都有存证凭证", by="公众")


def hearing_triggers(office: Office, matter: Matter, ground: HearingGround | None = None) -> None:
    """The head of the unit says whether a hearing is a must (Art. 16(1))."""
    body = {
        "grounds": [ground] if ground else [],
        "explanation": "示例：各方意见分歧较大。" if ground else "示例：意见没有重大分歧，不影响稳定。",
        "statute": None,
    }
    office.act(matter.head, f"{matter.path}/public-participation/hearing-triggers", body)


def answers(office: Office, matters: list[Matter], silent: Matter) -> None:
    """The window is closed by the flow; every opinion is answered, that nobody had one is stated with proof."""
    office.recorded("征求意见期满，已关闭", "CloseCommentPeriod", [*matters, silent])
    for matter in matters:
        for comment, (disposition, reason) in zip(matter.comments, REPLIES, strict=True):
            body = {"comment_ids": [comment], "disposition": disposition, "reason": reason}
            office.act(matter.drafter, f"{matter.path}/public-participation/dispositions", body)
    proof = {"channel": "website", "evidence_sha256": office.paper(silent.head, "征求意见信箱截图：无来件")}
    none = {"statement": "示例：期间没有收到意见。", "channels": [proof]}
    office.act(silent.head, f"{silent.path}/public-participation/notices/{silent.notice_id}/none-received", none)
    office.done(f"意见逐条答复；{silent.short}没有收到意见，附信箱凭证说明", by="承办单位")


def feedback(office: Office, matters: list[Matter]) -> None:
    """意见反馈: published for each, and read again by who holds the receipt of an opinion."""
    for matter in matters:
        body = {
            "address": f"https://example.org/feedback/{matter.id}",
            "snapshot_sha256": office.paper(matter.head, f"“{matter.title}”意见采纳情况"),
            "published_at": office.now,
        }
        office.act(matter.head, f"{matter.path}/public-participation/feedback", body)
    first = matters[0]
    office.done(f"{first.short}：https://example.org/feedback/…；公众凭存证凭证查询：", by="意见反馈")
    table = Table.grid(padding=(0, 2))
    for said, comment in zip(SAID, first.comments, strict=True):
        answer = office.people.public.get(f"/comments/{comment}")
        word = office.messages.word(Disposition(answer["disposition"]))
        table.add_row("     ", said, f"[green]{word}[/]", answer["disposition_reason"])
    office.console.print(table)
