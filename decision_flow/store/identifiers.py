"""Identifiers of subjects and rows: UUID version 7 (RFC 9562 §5.7), so that the newest row lies last in its index."""

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """48 bits of milliseconds, 12 of the fraction of one (so that ids given one after another sort so), then random."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") & ~(0x3 << 62)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | random)
