"""Imports every room, so that tables, commands, rules, handlers and slices register."""

import decision_flow.audit.model
import decision_flow.catalog.handlers
import decision_flow.catalog.queries
import decision_flow.decision.handlers
import decision_flow.decision.queries
import decision_flow.organ.handlers
import decision_flow.organ.queries
import decision_flow.procedure.adoption
import decision_flow.store.operational  # noqa: F401
