"""The words of the procedure as enumerations. Values are the words on the wire and in the ledger.

Names follow the glossary in docs/glossary.csv; the law gives the lists, the article is named where one applies.
"""

from enum import StrEnum


class Stage(StrEnum):
    """The nine rows of every board, in the order of the procedure (Art. 14–37)."""

    PUBLIC_PARTICIPATION = "public_participation"
    EXPERT_REVIEW = "expert_review"
    RISK_ASSESSMENT = "risk_assessment"
    LEGALITY_REVIEW = "legality_review"
    COLLECTIVE_DISCUSSION = "collective_discussion"
    PUBLICATION = "publication"
    EXECUTION = "execution"
    EVALUATION = "evaluation"
    ARCHIVE = "archive"


class StageStatus(StrEnum):
    """Where one stage stands. `returned` stands open again after it had passed."""

    NOT_STARTED = "not_started"
    OPEN = "open"
    PASSED = "passed"
    NOT_REQUIRED = "not_required"
    RETURNED = "returned"


class Kind(StrEnum):
    """What has a chain and a lock of its own."""

    INSTALLATION = "installation"
    ORGAN = "organ"
    PROFILE = "profile"
    CATALOG = "catalog"
    DECISION = "decision"
    COMMENT = "comment"
    EXPERT_POOL = "expert_pool"


class Role(StrEnum):
    """Who may act. Held through a post on a day; `system` is a flow, which never signs."""

    CITIZEN = "citizen"
    DRAFTER = "drafter"
    UNDERTAKING_HEAD = "undertaking_head"
    CATALOG_OFFICER = "catalog_officer"
    EXPERT = "expert"
    RISK_ASSESSOR = "risk_assessor"
    STABILITY_REGISTRAR = "stability_registrar"
    LEGALITY_REVIEWER = "legality_reviewer"
    LEGALITY_HEAD = "legality_head"
    LEGAL_ADVISER = "legal_adviser"
    MARKET_REGULATOR = "market_regulator"
    MEETING_SECRETARY = "meeting_secretary"
    MEETING_MEMBER = "meeting_member"
    ADMINISTRATIVE_HEAD = "administrative_head"
    OFFICE_HEAD = "office_head"
    EXECUTING_UNIT = "executing_unit"
    EVALUATOR = "evaluator"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class Modality(StrEnum):
    """应当 / 可以 / 一般: how strongly the law speaks."""

    MUST = "must"
    MAY = "may"
    NORMALLY = "normally"


class Knowledge(StrEnum):
    """How we know a value of a profile. Only `read` was seen in the text."""

    READ = "read"
    UNVERIFIED = "unverified"
    PRACTICE = "practice"
    OUR_CHOICE = "our_choice"
    UNREAD = "unread"


class BodyKind(StrEnum):
    """机构类别 (Art. 2, 42; the last two by local instrument)."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    SUB_DISTRICT = "sub_district"
    ZONE_COMMITTEE = "zone_committee"


class MatterClass(StrEnum):
    """决策事项类别, the five of Art. 3(1)."""

    PUBLIC_POLICY = "public_policy"
    PLAN = "plan"
    RESOURCE_PROTECTION = "resource_protection"
    PUBLIC_CONSTRUCTION = "public_construction"
    OTHER = "other"


class Exclusion(StrEnum):
    """不适用本条例的决策: what Art. 3(2) leaves outside the procedure."""

    MACRO_CONTROL = "macro_control"
    GOVERNMENT_LEGISLATION = "government_legislation"
    EMERGENCY_RESPONSE = "emergency_response"


class ProposalOrigin(StrEnum):
    """Who proposed the decision (Art. 10): each is studied in its own way."""

    LEADERS = "leaders"
    DEPARTMENTS = "departments"
    DEPUTIES = "deputies"
    CITIZENS = "citizens"


class TriageQuestion(StrEnum):
    """初步判断: the everyday questions whose answers say which steps the matter goes through (Art. 14–29)."""

    IS_TECHNICAL = "is_technical"
    MAY_HARM = "may_harm"
    TOUCHES_MARKET = "touches_market"
    AFFECTS_SPECIFIC_GROUP = "affects_specific_group"
    IS_NORMATIVE_DOCUMENT = "is_normative_document"
    LAWFULLY_UNPUBLISHED = "lawfully_unpublished"


class RiskTrigger(StrEnum):
    """What the matter may affect so that its risk is assessed (Art. 22; Jishou plan 30 is wider)."""

    DIRECT_PUBLIC_INTEREST = "direct_public_interest"
    SOCIAL_STABILITY = "social_stability"
    PUBLIC_SAFETY = "public_safety"
    ECONOMIC_SECURITY = "economic_security"
    FINANCIAL_SECURITY = "financial_security"


class NonDisclosureGround(StrEnum):
    """依法不予公开: the ground, by article 14, 15 or 16 of the open-information regulations (ruling 69)."""

    PROHIBITED_OR_ENDANGERING = "prohibited_or_endangering"
    RIGHTS_OF_OTHERS = "rights_of_others"
    INTERNAL_OR_IN_PROCESS = "internal_or_in_process"


class CongressTrack(StrEnum):
    """The people's congress decides, hears before the decision is issued, or neither (Art. 8, ruling 47)."""

    NONE = "none"
    DECIDES = "decides"
    HEARS_BEFORE_ISSUE = "hears_before_issue"


class InstrumentRank(StrEnum):
    """规范层级: what may prescribe another procedure (Art. 3(2)), and what a legal basis is (Art. 12(2))."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    RULE = "rule"
    NORMATIVE_DOCUMENT = "normative_document"
    POLICY = "policy"


class BasisStatus(StrEnum):
    """Whether a legal basis stands on the day it was looked up."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPEALED = "repealed"


class Measure(StrEnum):
    """量化标准: what the size of a matter is measured by. Money in 万元, land in 亩."""

    INVESTMENT = "investment"
    FISCAL_FUNDS = "fiscal_funds"
    PERSONS_AFFECTED = "persons_affected"
    LAND_AREA = "land_area"


class ProcedureStep(StrEnum):
    """The steps of which another law may say something of its own (Art. 3(2), 16(1))."""

    OPEN_COMMENT = "open_comment"
    HEARING = "hearing"
    EXPERT_REVIEW = "expert_review"
    RISK_ASSESSMENT = "risk_assessment"


class StepEffect(StrEnum):
    """What a special procedure does to a step: another one, a stricter one, or nothing (ruling 4)."""

    REPLACED = "replaced"
    STRICTER = "stricter"
    SILENT = "silent"


class StartGround(StrEnum):
    """目录外启动事由: why a matter may start (ruling 1). `listed` stands in this year's published catalog."""

    LISTED = "listed"
    SUBMITTED = "submitted"
    CARRIED_OVER = "carried_over"
    ADJUSTMENT = "adjustment"
    ASSIGNED = "assigned"
    UNPUBLISHED = "unpublished"


class ChangeClass(StrEnum):
    """修改性质: 文字性 / 落实意见 / 实质性."""

    EDITORIAL = "editorial"
    CARRIES_OUT_OPINIONS = "carries_out_opinions"
    SUBSTANTIVE = "substantive"


class ParticipationForm(StrEnum):
    """How the public is heard (Art. 14(2))."""

    OPEN_COMMENT = "open_comment"
    HEARING = "hearing"
    SEMINAR = "seminar"
    SURVEY = "survey"
    OPINION_POLL = "opinion_poll"
    VISIT = "visit"
    WRITTEN = "written"


class Disposition(StrEnum):
    """意见采纳情况: adopted, partly, or not (Art. 18)."""

    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly_adopted"
    NOT_ADOPTED = "not_adopted"


class PoolLevel(StrEnum):
    """Whose expert pool it is: one's own, or a higher level's that is used (Art. 21, ruling 23)."""

    OWN = "own"
    PREFECTURE = "prefecture"
    PROVINCE = "province"


class Sanction(StrEnum):
    """通报批评、限期整改、取消资格 (Art. 41, ruling 25)."""

    CRITICISM = "criticism"
    RECTIFICATION = "rectification"
    DISQUALIFICATION = "disqualification"


class ReviewForm(StrEnum):
    """How experts are heard: 论证会、书面咨询、委托咨询论证 (Art. 20)."""

    MEETING = "meeting"
    WRITTEN = "written"
    COMMISSIONED = "commissioned"


class SealKind(StrEnum):
    """电子签章 or 纸质原件 (ruling 68)."""

    E_SEAL = "e_seal"
    PAPER_ORIGINAL = "paper_original"


class AnsweredAs(StrEnum):
    """Why an opinion is answered without its substance: answered as such, and kept (ruling 17)."""

    OUT_OF_SCOPE = "out_of_scope"
    ABUSIVE = "abusive"


class CommentSource(StrEnum):
    """代录: how an opinion came that somebody else typed (ruling 16)."""

    TELEPHONE = "telephone"
    LETTER = "letter"
    VILLAGE_MEETING = "village_meeting"
    WINDOW = "window"


class HeardKind(StrEnum):
    """Who was heard: the public in its kinds (Art. 14), or a state organ, which is none (Art. 13)."""

    CITIZEN = "citizen"
    ENTERPRISE = "enterprise"
    MASS_ORGANISATION = "mass_organisation"
    SOCIAL_ORGANISATION = "social_organisation"
    MASSES_REPRESENTATIVE = "masses_representative"
    STATE_ORGAN = "state_organ"


class HearingGround(StrEnum):
    """What may make a hearing a must (Art. 16(1), ruling 19)."""

    PUBLIC_DIVISION = "public_division"
    SOCIAL_STABILITY = "social_stability"
    REQUIRED_BY_LAW = "required_by_law"


class RiskLevel(StrEnum):
    """风险等级: local, not national (Jishou plan 30)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Conclusion(StrEnum):
    """合法性审查意见 (Art. 25, ruling 36)."""

    LAWFUL = "lawful"
    LAWFUL_AFTER_CHANGES = "lawful_after_changes"
    UNLAWFUL = "unlawful"
    EXPLORATORY = "exploratory"


class Limb(StrEnum):
    """The three questions of a legality review (Art. 27)."""

    POWER = "power"
    PROCEDURE = "procedure"
    CONTENT = "content"


class Presence(StrEnum):
    """Whether a member took part in the item (Art. 30, ruling 39): who is recused is neither heard nor counted."""

    PRESENT = "present"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"
    RECUSED = "recused"


class Presides(StrEnum):
    """Who presides where the head does not, and whether he also decides (ruling 41). A mandated deputy presides and
    the head decides; the others decide in the head's place."""

    MANDATED_DEPUTY = "mandated_deputy"
    ACTING_HEAD = "acting_head"
    BY_MANDATE = "by_mandate"
    HIGHER_ORGAN = "higher_organ"


class View(StrEnum):
    """What a member said in the meeting (ruling 39)."""

    AGREE = "agree"
    AGREE_WITH_CHANGES = "agree_with_changes"
    DISAGREE = "disagree"
    RESERVE = "reserve"
    NO_VIEW = "no_view"


class Outcome(StrEnum):
    """What the meeting decided (ruling 44)."""

    ADOPTED = "adopted"
    ADOPTED_IN_PRINCIPLE = "adopted_in_principle"
    REDISCUSS = "rediscuss"
    DEFERRED = "deferred"
    REJECTED = "rejected"


class PartyAnswer(StrEnum):
    """What came back on the 请示报告 (Art. 31, ruling 48)."""

    AGREED = "agreed"
    CHANGES = "changes"
    DEFERRED = "deferred"


class CongressOutcome(StrEnum):
    """What the people's congress or its standing committee did with a motion (ruling 47)."""

    APPROVED = "approved"
    AMENDED = "amended"
    RETURNED = "returned"
    NOT_APPROVED = "not_approved"


class FairCompetition(StrEnum):
    """公平竞争审查结论 (order 783 Art. 12, 17; ruling 31)."""

    NOT_TOUCHED = "not_touched"
    COMPLIES = "complies"
    COMPLIES_BY_EXCEPTION = "complies_by_exception"
    VIOLATES = "violates"


class PaperKind(StrEnum):
    """文书: what the flows render from an act of the record (design 12.20)."""

    CATALOG_ANNOUNCEMENT = "catalog_announcement"
    COMMENT_NOTICE = "comment_notice"
    HEARING_NOTICE = "hearing_notice"
    FEEDBACK = "feedback"
    EXPERT_OPINION_SHEET = "expert_opinion_sheet"
    RISK_REPORT = "risk_report"
    LEGALITY_OPINION = "legality_opinion"
    MEETING_PACK = "meeting_pack"
    MEETING_RECORD = "meeting_record"
    MEETING_MINUTES = "meeting_minutes"
    DECISION_SHEET = "decision_sheet"
    PUBLICATION_NOTICE = "publication_notice"
    SUMMARY = "summary"
