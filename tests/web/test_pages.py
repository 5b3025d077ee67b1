"""The pages as a browser without scripts, and a screen reader, get them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.adapters.mail_folder import MailFolder
from bot.decisions.mail import Letter, Mail
from bot.decisions.theme import BUBBLE, INK, PAPER, RING, TEXT_CONTRAST, Theme, contrast
from bot.services.ports import Store
from bot.web import pages
from tests.web.house import FakeEngine, House, deps_for, now, providers, running

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
    assert f"This is a demonstration of Firstline, not the site of {providers()[slug].name}." in tree.text
    assert {"name": "robots", "content": "noindex"} in tree.all("meta")


@pytest.mark.parametrize("slug", providers())
def test_a_chat_page_without_scripts_says_how_else_to_complain(house: House, slug: str) -> None:
    raw = house.client.get(f"/demo/{slug}").text
    [without] = re.findall(r"<noscript>(.*?)</noscript>", raw, re.DOTALL)
    values = [way.value for way in providers()[slug].channels if way.value]
    assert values
    assert all(value in without for value in values)


@pytest.mark.parametrize("path", ["/demo/netservers", "/demo/netservers/chat", "/demo/mailbox"])
def test_a_page_has_its_landmarks(desk: House, path: str) -> None:
    tree = page(desk, path)
    [html] = tree.all("html")
    assert html["lang"] == "en-GB"
    assert len(tree.all("main")) == len(tree.role("banner")) == len(tree.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in tree.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert tree.all("a")[0]["href"] == "#main"  # the skip link comes first
    inner = [link["href"] for link in tree.all("a") if (link["href"] or "").startswith("#")]
    assert {(link or "")[1:] for link in inner} <= set(ids)


@pytest.mark.parametrize("slug", providers())
def test_a_support_page_has_the_sections_people_look_for_and_the_widget(house: House, slug: str) -> None:
    tree = page(house, f"/demo/{slug}")
    assert all(name in tree.text for name in ("Report a fault", "Billing", "Complaints", "Contact us"))
    [script] = tree.all("script")
    assert (script["src"], script["data-provider"]) == ("/static/widget.js", slug)
    assert all(step.how in tree.text for step in providers()[slug].ladder)


def test_the_chat_has_a_page_of_its_own(house: House) -> None:
    tree = page(house, "/demo/netservers/chat")
    assert tree.all("firstline-chat") == [{"provider": "netservers", "inline": None}]


@pytest.mark.parametrize("path", ["/", "/demo/netservers", "/demo/netservers/chat", "/demo/nowhere"])
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
    script = (STATIC / "widget.js").read_text()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script
    )
    assert "textContent" in script


def test_the_widget_is_small_and_needs_nothing_else() -> None:
    script = (STATIC / "widget.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 15_000
    assert not re.search(rb"\bimport\b|\brequire\(|https?://(?!\S*\$)[a-z]", script)


@pytest.mark.parametrize("slug", providers())
def test_the_widget_is_given_every_label_that_it_asks_for(house: House, slug: str) -> None:
    script = (STATIC / "widget.js").read_text()
    asked = set(re.findall(r'\b(?:words|fill|button)\("([a-z-]+)"', script)) - {"who-", "is-", "jump-"}
    asked |= (set(re.findall(r'[?:] "([a-z]+-[a-z]+)"', script)) - {"no-store"}) | {
        "blank",
        "leave-yes",
        "delete-yes",
    }
    asked |= {f"jump-{sender}" for sender in ("bot", "system", "agent")}
    asked |= {f"who-{sender}" for sender in ("bot", "system", "agent", "customer")}
    asked |= {f"is-{state}" for state in ("bot", "waiting", "human", "closed")}
    answer = house.client.get(f"/api/widget/{slug}").json()
    assert set(answer["labels"]) == asked
    assert all(answer["labels"].values())
    assert providers()[slug].name in answer["labels"]["title"]
    assert (answer["limit"], answer["theme"]) == (2000, providers()[slug].theme.model_dump())


def test_the_widget_of_nobody_is_a_refusal_in_words(house: House) -> None:
    answer = house.client.get("/api/widget/nowhere")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_provider")


def test_the_grounds_that_contrast_is_computed_on_are_those_of_the_widget() -> None:
    style = (STATIC / "widget.js").read_text()
    for name, colour in (("paper", PAPER), ("ink", INK), ("ours", BUBBLE)):
        assert f"--{name}: {colour};" in style
    assert all(ring in style for ring in RING)


@pytest.mark.parametrize(
    "text, ground",
    [
        ("--ink", "--paper"), ("--ink", "--ours"), ("--ink", "#fff4d6"), ("--deed", "--paper"),
        ("--deed", "--ours"),
        ("--deed", "#fff4d6"), ("--quiet", "--paper"), ("--quiet", "--ours"),
        ("--alarm", "--paper"), ("--alarm", "#fdf0f0"), ("--paper", "--deed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sheet", ["chat.css", "widget.js"])
def test_text_stands_out_from_its_ground(sheet: str, text: str, ground: str) -> None:
    given = dict(re.findall(r"(--[a-z]+): (#[0-9a-f]+)[;\s]", (STATIC / sheet).read_text()))
    colours = {"--deed": Theme().accent, **given}
    assert contrast(*(_long(colours.get(one, one)) for one in (text, ground))) >= TEXT_CONTRAST


@pytest.mark.parametrize("text", ["--ink", "--quiet", "--alarm"])
def test_text_stands_out_in_the_customers_own_lines(text: str) -> None:
    colours = dict(re.findall(r"(--[a-z]+): (#[0-9a-f]+);", (STATIC / "widget.js").read_text()))
    assert contrast(colours[text], colours["--theirs"]) >= TEXT_CONTRAST


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@pytest.mark.parametrize("sheet", ["chat.css", "widget.js"])
def test_the_style_minds_forced_colours_and_size(sheet: str) -> None:
    style = (STATIC / sheet).read_text()
    for needed in ("forced-colors", ":focus-visible", "min-height: 44px"):
        assert needed in style
    assert sheet == "chat.css" or "prefers-reduced-motion" in style


# --- the local mail ---


LETTER = Letter("Your complaint", "Dear <b>Ann</b>,\n\nthank you.")
MAIL = Mail("case-1-opened", "netservers", "ann@example.org", LETTER, now())


@pytest.fixture
def folder(tmp_path: Path) -> MailFolder:
    return MailFolder(tmp_path / "mail")


@pytest.fixture
def desk(store: Store, engine: FakeEngine, folder: MailFolder) -> Iterator[House]:
    with running(deps_for(store, engine, mailbox=folder.kept)) as made:
        yield made


def test_the_mailbox_is_empty_before_the_first_mail(desk: House) -> None:
    assert "There is no mail yet" in page(desk, "/demo/mailbox").text


def test_a_mail_is_listed_and_can_be_read_as_text(desk: House, folder: MailFolder) -> None:
    folder.send(MAIL)
    (folder.folder / "broken.eml").write_bytes(b"\xff\xfe")
    [link] = [
        link["href"] for link in page(desk, "/demo/mailbox").all("a") if "/mailbox/" in (link["href"] or "")
    ]
    raw = desk.client.get(link or "").text
    assert "&lt;b&gt;Ann&lt;/b&gt;" in raw
    assert all(part in raw for part in ("Your complaint", "ann@example.org", "thank you."))


def test_the_addresses_in_a_mail_are_links_and_nothing_else_is(desk: House, folder: MailFolder) -> None:
    link = "http://127.0.0.1:8000/case/ImNhc2Ui.aHx-_z.q2"
    body = f'See {link}. Or javascript:alert(1), or https://evil.example/"><script>alert(1)</script>'
    folder.send(replace(MAIL, letter=Letter("Your complaint", body)))
    raw = desk.client.get("/demo/mailbox/" + folder.kept()[0].name).text
    assert f'See <a href="{link}" rel="noreferrer noopener">{link}</a>.' in raw
    assert 'href="javascript' not in raw
    assert "<script>alert" not in raw
    assert '<a href="https://evil.example/" rel="noreferrer noopener">' in raw


@pytest.mark.parametrize("name", ["nothing", "..%2F..%2Fetc%2Fpasswd", "%00"])
def test_a_name_that_is_no_mail_leads_on(desk: House, folder: MailFolder, name: str) -> None:
    folder.send(MAIL)
    assert desk.client.get(f"/demo/mailbox/{name}").status_code == 404


def test_without_a_mailbox_there_is_no_page_of_it(house: House) -> None:
    assert house.client.get("/demo/mailbox").status_code == 404
    assert "/demo/mailbox" not in house.client.get("/demo/netservers").text


def test_the_support_page_of_netservers_recommends_the_phone_as_its_own_page_does(house: House) -> None:
    text = " ".join(house.client.get("/demo/netservers").text.split())
    assert "It recommends the phone, to get it sorted there and then." in text
    assert "fastest" not in text, "only another copy of the page says so of e-mail"


def test_what_only_another_copy_of_the_page_says_is_told_as_such(house: House) -> None:
    [provider] = [each for each in providers().values() if each.slug == "netservers"]
    says = [each.text for each in provider.promises if "fastest" in each.text]
    assert says == [
        "Another copy of the page says that e-mail is the fastest way to get help. "
        "The page itself recommends the phone."
    ]
