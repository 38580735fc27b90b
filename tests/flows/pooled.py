"""The example flows for a stock worker, which starts a process for each run: the engine room comes by environment."""

import os
from pathlib import Path

from flows import engine_room
from tests.flows.example import *  # noqa: F403
from tests.flows.fake_room import FakeRoom

engine_room.use(FakeRoom(Path(os.environ["TEST_ROOM"])))
