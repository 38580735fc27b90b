"""What pages load: nothing that Chromium 86 does not understand, nothing from elsewhere, and not much of it."""

import re
from pathlib import Path

import pytest

from tests.web.house import Pages

STATIC = Path("web/static")
OURS = sorted(path for path in STATIC.rglob("*") if path.suffix in (".css", ".js"))
MOST_BYTES = 150 * 1024
NEWER_CSS = {
    r":(is|where|has)\(": 88,
    r":not\([^()]*,": 88,
    r"\baspect-ratio\s*:": 88,
    r"(?<![-\w])inset(-block|-inline)?\s*:": 87,
    r"\b(margin|padding)-(inline|block)\s*:": 87,
    r"\baccent-color\s*:": 93,
    r"\bcolor-mix\(": 111,
    r"\b(oklch|oklab|lch|lab)\(": 111,
    r"@(layer|container|scope|starting-style)\b": 99,
    r"\b\d+(d|s|l)v(h|w)\b": 108,
    r"\btext-wrap\s*:": 114,
    r"\bscrollbar-(gutter|color|width)\s*:": 94,
    r"\boverflow(-[xy])?\s*:\s*clip": 90,
    r"\b(translate|rotate|scale)\s*:": 104,
    r"\bsubgrid\b": 117,
    r"^\s*&": 112,
    r":(user-valid|user-invalid|popover-open)\b": 114,
    r"\bforced-color-adjust\s*:": 89,
}
NEWER_JS = {
    r"\.at\(": 92,
    r"\bstructuredClone\(": 98,
    r"\bObject\.hasOwn\(": 93,
    r"\.(findLast|findLastIndex|toSorted|toReversed|toSpliced|with)\(": 97,
    r"\brandomUUID\(": 92,
    r"#\w+ in ": 91,
    r"\bstatic\s*\{": 94,
    r"\.(showPicker|showPopover|togglePopover|checkVisibility)\(": 99,
    r"\bArray\.fromAsync\(": 121,
    r"\bPromise\.withResolvers\(": 119,
    r"\bAbortSignal\.(timeout|any)\(": 103,
    r"\bstartViewTransition\(": 111,
}


def found_in(text: str, newer: dict[str, int]) -> list[str]:
    """What of a file is newer than Chromium 86; comments do not count."""
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    matches = ((match, of) for each, of in newer.items() for match in re.finditer(each, code, re.M))
    return [f"{match[0]!r} is of Chromium {of}" for match, of in matches]


@pytest.mark.parametrize("path", OURS, ids=str)
def test_nothing_is_newer_than_chromium_86(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    newer = NEWER_CSS if path.suffix == ".css" else {} if "vendor" in path.parts else NEWER_JS
    assert found_in(text, newer) == []


def test_the_lint_finds_what_is_newer() -> None:
    assert found_in("a:has(b) { inset: 0 } /* :is( */", NEWER_CSS) == [
        "':has(' is of Chromium 88",
        "'inset:' is of Chromium 87",
    ]
    assert found_in("list.at(-1)", NEWER_JS) == ["'.at(' is of Chromium 92"]
    assert found_in(".a { margin-inset: 0; padding: 1px }", NEWER_CSS) == []


@pytest.mark.parametrize("path", ["/", "/sign-in", "/consultations", "/public/decisions", "/catalogs"])
def test_a_first_visit_is_light_and_asks_nothing_of_another_machine(pages: Pages, path: str) -> None:
    browser, packed = pages.stranger(), {"Accept-Encoding": "gzip"}
    page, plain = browser.get(path, headers=packed), browser.get(path).text
    asked = re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', plain)
    assert asked and all(one.startswith("/") for one in asked)
    assets = [browser.get(one, headers=packed) for one in asked if one.startswith("/static/")]
    assert assets and all(one.status_code == 200 for one in assets)
    assert sum(len(one.data) for one in (page, *assets)) <= MOST_BYTES
