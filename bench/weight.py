"""The web side's weight: seconds from import to the first response, and resident memory, in a fresh process."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ONCE = """
import json, time
begin = time.perf_counter()
from cli.services import web_side
client = web_side().test_client()
assert client.get("/api/v1/catalogs").status_code == 200
started = time.perf_counter() - begin
assert client.get("/api/v1/openapi.json").status_code == 200
import sys
pages = int(open("/proc/self/statm").read().split()[1])
print(json.dumps({"seconds": started, "mb": pages * 4096 / 2**20, "prefect": "prefect" in sys.modules}))
"""
TIMES = 5


def web_weight(url: str, folder: Path) -> dict[str, float | bool]:
    """Medians over a few processes; the memory includes the OpenAPI document, which is made when first asked for."""
    environment = {**os.environ, "DECISION_FLOW_DATABASE_URL": url, "DECISION_FLOW_VAR": str(folder)}
    runs = []
    for _ in range(TIMES):
        done = subprocess.run([sys.executable, "-c", ONCE], env=environment, check=True, capture_output=True, text=True)
        runs.append(json.loads(done.stdout))
    return {
        "web_start_s": round(statistics.median(run["seconds"] for run in runs), 2),
        "web_mb": round(statistics.median(run["mb"] for run in runs), 1),
        "web_imports_prefect": any(run["prefect"] for run in runs),
    }
