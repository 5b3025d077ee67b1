"""The pages as a browser without scripts, and a screen reader, get them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.web import pages
from tests.web.house import House, providers

STATIC = Path(pages.__file__).parent / "static"


class Tree(HTMLParser):
    """All start tags of a page, with their attributes; and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def role(self, role: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.tags if attributes.get("role") == role]


def page(house: House, path: str) -> Tree:
    answer = house.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    return Tree(answer.text)


def test_the_chooser_links_all_five(house: House) -> None:
    links = {link["href"] for link in page(house, "/").all("a")}
    assert links >= {f"/demo/{slug}" for slug in providers()}
    assert len(providers()) == 5


@pytest.mark.parametrize("slug", providers())
def test_a_chat_page_says_what_it_is_and_is_not(house: House, slug: str) -> None:
    tree = page(house, f"/demo/{slug}")
    assert f"This is a demonstration of Firstline, not {providers()[slug].name}’s own site." in tree.text
    assert {"name": "robots", "content": "noindex"} in tree.all("meta")


@pytest.mark.parametrize("slug", providers())
def test_a_chat_page_without_scripts_says_how_else_to_complain(house: House, slug: str) -> None:
    raw = house.client.get(f"/demo/{slug}").text
    [without] = re.findall(r"<noscript>(.*?)</noscript>", raw, re.DOTALL)
    values = [way.value for way in providers()[slug].channels if way.value]
    assert values
    assert all(value in without for value in values)


def test_a_chat_page_has_its_landmarks_regions_and_labels(house: House) -> None:
    tree = page(house, "/demo/netservers")
    [html] = tree.all("html")
    assert html["lang"] == "en-GB"
    assert len(tree.all("main")) == len(tree.role("banner")) == len(tree.all("h1")) == 1
    [log] = tree.role("log")
    assert log["aria-live"] == "off"  # until the history is in: only what is new is announced
    assert log["tabindex"] == "0"
    assert log["aria-labelledby"] in {attributes.get("id") for _, attributes in tree.tags}
    assert len(tree.role("status")) == len(tree.role("alert")) == 1
    [box] = tree.all("textarea")
    assert box["id"] in [label["for"] for label in tree.all("label")]
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert set((box["aria-describedby"] or "").split()) <= set(ids)
    assert tree.all("a")[0]["href"] == "#main"  # the skip link comes first
    assert all(button.get("type") for button in tree.all("button"))
    assert "Talk to a person" in tree.text


@pytest.mark.parametrize("path", ["/", "/demo/netservers", "/demo/nowhere"])
def test_no_page_has_scripts_or_styles_of_its_own(house: House, path: str) -> None:
    tree = Tree(house.client.get(path).text)
    assert all(script.get("src", "").startswith("/static/") for script in tree.all("script"))  # type: ignore[union-attr]
    assert tree.all("style") == []
    assert not [
        name for _, attributes in tree.tags for name in attributes if name == "style" or name[:2] == "on"
    ]


@pytest.mark.parametrize("slug", ["nowhere", "%3Cscript%3E"])
def test_an_unknown_provider_gets_a_page_that_leads_on(house: House, slug: str) -> None:
    answer = house.client.get(f"/demo/{slug}")
    assert answer.status_code == 404
    assert {"href": "/"} in Tree(answer.text).all("a")
    assert "<script>" not in answer.text


def test_the_script_never_makes_markup_of_words() -> None:
    script = (STATIC / "chat.js").read_text()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", script)
    assert "textContent" in script


def test_every_label_that_the_script_asks_for_is_on_the_page(house: House) -> None:
    script = (STATIC / "chat.js").read_text()
    asked = set(re.findall(r'words\("([a-z-]+)"\)', script)) - {"who-"}
    asked |= set(re.findall(r'\? "([a-z-]+)" :', script)) | {
        "who-bot",
        "who-system",
        "who-agent",
        "who-customer",
    }
    given = {
        attributes["data-key"]
        for _, attributes in page(house, "/demo/netservers").tags
        if "data-key" in attributes
    }
    assert asked == given


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    "text, ground",
    [
        ("--ink", "--paper"), ("--ink", "--ours"), ("--ink", "--theirs"), ("--ink", "#fff4d6"), ("--deed", "--paper"),
        ("--deed", "#fff4d6"), ("--quiet", "--paper"), ("--quiet", "--ours"), ("--quiet", "--theirs"),
        ("--alarm", "--theirs"), ("--alarm", "#fdf0f0"), ("--paper", "--deed"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    # WCAG 2.2, 1.4.3: 4.5 to 1.
    colours = dict(re.findall(r"(--[a-z]+): (#[0-9a-f]+);", (STATIC / "chat.css").read_text()))
    lights = sorted(_luminance(colours.get(one, one)) for one in (text, ground))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def test_the_style_minds_motion_forced_colours_and_size() -> None:
    style = (STATIC / "chat.css").read_text()
    for needed in ("forced-colors", ":focus-visible", "min-height: 44px"):
        assert needed in style
