"""Imports every room, so that tables, commands, rules, handlers and slices register."""

import decision_flow.audit.model
import decision_flow.catalog.handlers
import decision_flow.catalog.queries
import decision_flow.collective_discussion.candidates
import decision_flow.collective_discussion.handlers
import decision_flow.collective_discussion.queries
import decision_flow.collective_discussion.record
import decision_flow.decision.draft_changes
import decision_flow.decision.handlers
import decision_flow.decision.preparation
import decision_flow.decision.queries
import decision_flow.decision.special_procedure
import decision_flow.decision.standards
import decision_flow.expert_pool.handlers
import decision_flow.expert_pool.queries
import decision_flow.expert_review.choice_handlers
import decision_flow.expert_review.handlers
import decision_flow.expert_review.queries
import decision_flow.legality_review.filing
import decision_flow.legality_review.handlers
import decision_flow.legality_review.queries
import decision_flow.organ.handlers
import decision_flow.organ.queries
import decision_flow.papers.handlers
import decision_flow.papers.queries
import decision_flow.procedure.adoption
import decision_flow.public_participation.handlers
import decision_flow.public_participation.hearing_handlers
import decision_flow.public_participation.queries
import decision_flow.publication.further_handlers
import decision_flow.publication.handlers
import decision_flow.publication.queries
import decision_flow.risk_assessment.handlers
import decision_flow.risk_assessment.queries
import decision_flow.store.operational
import decision_flow.supervision.rules  # noqa: F401
