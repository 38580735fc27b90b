"""The HTTP interface: acts as one table, reads per room, problem+json. It decides nothing."""
