"""The wire format: what can be read at all, one module per room. Shape, not law."""
