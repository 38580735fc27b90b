"""Pictures of the pages on the demo's data, for the README and the guide (`make screenshots`, after `make demo`).

The demo's installation is copied and its accounts get a password of this run's own: the demo itself stays as it was.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import update
from waitress.server import create_server
from werkzeug.security import generate_password_hash

from cli.services import web_app
from cli.tables import console
from decision_flow.accounts import ACCOUNT, METHOD
from decision_flow.publication.public_listing import public_decisions
from decision_flow.settings import Installation, Settings
from tests.browser.conftest import CHROMIUMS, SIZES

DEMO = Path("var/demo/installation")
FOLDER = Path("docs/screenshots")
PASSWORD = "示例：截图所用的密码"
CLERK, HEAD, SECRETARY, MAYOR = "education-drafter", "education-head", "secretary", "mayor"


@dataclass(frozen=True)
class Picture:
    """One page: its file, its address, who looks, and how."""

    name: str
    address: str
    by: str = ""
    size: str = "desktop"
    language: str = "zh"
    scheme: str = "light"
    media: str = "screen"


PICTURES = (
    Picture("front", "/"),
    Picture("consultations", "/consultations"),
    Picture("public-decisions", "/public/decisions"),
    Picture("public-decision", "/public/decisions/{case}"),
    Picture("public-decision-telephone", "/public/decisions/{case}", size="telephone"),
    Picture("opinion-by-number", "/opinions"),
    Picture("tour", "/tour"),
    Picture("sign-in", "/sign-in"),
    Picture("desk", "/", CLERK),
    Picture("desk-telephone", "/", CLERK, size="telephone"),
    Picture("desk-done", "/?tab=done", CLERK),
    Picture("desk-supervised", "/?tab=supervised", CLERK),
    Picture("decisions", "/decisions", CLERK),
    Picture("decision", "/decisions/{case}", CLERK),
    Picture("decision-en", "/decisions/{case}", CLERK, language="en"),
    Picture("decision-dark", "/decisions/{case}", CLERK, scheme="dark"),
    Picture("decision-print", "/decisions/{case}", CLERK, media="print"),
    Picture("decision-telephone", "/decisions/{case}", CLERK, size="telephone"),
    Picture("stage", "/decisions/{case}/public-participation", CLERK),
    Picture("stage-held", "/decisions/{case}/execution", CLERK),
    Picture("opinions", "/decisions/{case}/opinions", CLERK),
    Picture("drafts", "/decisions/{case}/drafts", CLERK),
    Picture("documents", "/decisions/{case}/documents", CLERK),
    Picture("timetable", "/decisions/{case}/timetable", CLERK),
    Picture("history", "/decisions/{case}/history", "office"),
    Picture("act", "/acts/decisions/{case}/legal-basis", CLERK),
    Picture("act-telephone", "/acts/decisions/{case}/legal-basis", CLERK, size="telephone"),
    Picture("catalogs", "/catalogs"),
    Picture("meetings", "/meetings", SECRETARY),
    Picture("overview", "/overview", MAYOR),
    Picture("bodies", "/organs", "admin"),
    Picture("profiles", "/profiles"),
    Picture("profile", "/profiles/jishou"),
    Picture("profile-choices", "/profiles/jishou?choices=true"),
    Picture("profiles-compared", "/profiles/jishou/shanghai"),
)


@contextmanager
def served(demo: Path) -> Iterator[tuple[str, str]]:
    """A copy of the demo's installation, served on this machine: its address, and a decision that is published."""
    with tempfile.TemporaryDirectory(prefix="decision-flow-screenshots-") as name:
        var = Path(name) / "installation"
        shutil.copytree(demo, var)
        config = Settings.from_environment().config
        installation = Installation.open(Settings(f"sqlite:///{var / 'decision-flow.db'}", var, config, durable=False))
        with installation.store.operating() as session:
            session.execute(update(ACCOUNT).values(password_hash=generate_password_hash(PASSWORD, method=METHOD)))
        with installation.store.reading() as session:
            case = public_decisions(session).rows[-1].id
        server = create_server(web_app(installation), host="127.0.0.1", port=0)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.effective_port}", case
        server.close()
        thread.join(10)
        installation.store.close()


def taken(browser: Browser, address: str, case: str, picture: Picture) -> bytes:
    """The picture of a page, from its top to its end."""
    context = browser.new_context(
        viewport=SIZES[picture.size], color_scheme=picture.scheme, base_url=address, locale="zh-CN"
    )
    page = context.new_page()
    if picture.by:
        signed_in(page, picture.by)
    page.goto(f"/language/{picture.language}?after=/")
    page.emulate_media(media=picture.media, color_scheme=picture.scheme)
    page.goto(picture.address.format(case=case))
    page.wait_for_load_state("networkidle")
    shot = page.screenshot(full_page=True)
    context.close()
    return shot


def signed_in(page: Page, login: str) -> None:
    """By the sign-in page."""
    page.goto("/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/")


def main() -> int:
    """0 when every picture was taken."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--demo", type=Path, default=DEMO, help="the installation of a demo")
    asked.add_argument("--only", default="", help="pictures whose name contains this")
    given = asked.parse_args()
    if not given.demo.is_dir():
        console.print(f"{given.demo} 没有演示数据，请先运行 make demo / no demo there: run make demo first")
        return 2
    FOLDER.mkdir(exist_ok=True)
    with served(given.demo) as (address, case), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, CHROMIUMS))), args=["--no-sandbox"]
        )
        for picture in PICTURES:
            if given.only in picture.name:
                (FOLDER / f"{picture.name}.png").write_bytes(taken(browser, address, case, picture))
                console.print(picture.name)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
