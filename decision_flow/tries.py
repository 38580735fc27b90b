"""How often a password may be wrong, counted in this process's memory: one web process serves one machine."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from limits import RateLimitItem
    from limits.strategies import MovingWindowRateLimiter

PER_LOGIN, PER_ADDRESS, MINUTES = 10, 60, 15


class TooManyTries(Exception):
    """Nothing is tried any more, not even what is right, for so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Tries:
    """Failures in a moving window: of a login from one address, so that nobody locks a colleague out from elsewhere,
    and of an address."""

    def __init__(self) -> None:
        self._failures: MovingWindowRateLimiter | None = None

    def allowed(self, login: str, address: str) -> None:
        """Raises TooManyTries."""
        if self._failures is None:
            return
        for limit, of in _limits(login, address):
            if not self._failures.test(limit, *of):
                again = self._failures.get_window_stats(limit, *of).reset_time
                raise TooManyTries(max(1, int(again - time.time())))

    def failed(self, login: str, address: str) -> None:
        """One more failure."""
        if self._failures is None:  # the library is loaded by the first failure: it is not what a start waits for
            from limits.storage import MemoryStorage
            from limits.strategies import MovingWindowRateLimiter

            self._failures = MovingWindowRateLimiter(MemoryStorage())
        for limit, of in _limits(login, address):
            self._failures.hit(limit, *of)


def _limits(login: str, address: str) -> tuple[tuple["RateLimitItem", tuple[str, ...]], ...]:
    from limits import RateLimitItemPerMinute

    return (
        (RateLimitItemPerMinute(PER_LOGIN, MINUTES), ("login", address, login)),
        (RateLimitItemPerMinute(PER_ADDRESS, MINUTES), ("address", address)),
    )
