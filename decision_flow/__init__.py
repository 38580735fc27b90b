"""The procedure of major administrative decisions, its rules and its evidence. No web, no wire, no orchestrator."""
