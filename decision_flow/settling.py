"""How a service starts: it loads first, and for good."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def settling() -> Iterator[None]:
    """A service loads in here what it keeps for good: the garbage collector, which would go through all of it at every
    full turn, rests meanwhile and leaves it alone afterwards."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
