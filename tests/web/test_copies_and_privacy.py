"""The copy of a case for its customer, and the privacy notice: pages without a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.adapters.case_pdf import case_pdf
from bot.adapters.file_store import FolderFiles
from bot.adapters.mail_folder import MailFolder
from bot.decisions.errors import PdfUnavailable
from bot.decisions.records import Case
from bot.services.case_link import case_link, export_link
from bot.services.case_working import open_case_page
from bot.services.context import Context
from bot.services.export_case import open_export, send_copy
from bot.services.mail_foot import mail_foot
from bot.services.privacy_notice import privacy_notice
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import keep_everything
from tests.support.outbox import deliver_mails
from tests.web.house import FakeEngine, House, deps_for, providers, running


@dataclass
class Pages:
    house: House
    context: Context
    clock: Clock
    case: Case
    tmp_path: Path
    broken: bool = False

    def get(self, link: str) -> str:
        answer = self.house.client.get(link.removeprefix(self.context.public_url))
        assert answer.status_code == 200, answer.text
        return answer.text

    def confirm(self) -> None:
        with self.context.store.write() as tx:
            tx.contacts.confirm(self.case.contact_id, self.context.now())
            tx.commit()


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    clock = Clock()
    context = make_context(tmp_path, clock)
    case = keep_everything(context, FolderFiles(tmp_path / "files"), add_agent(context))

    def draw(export: object, large: bool) -> bytes:
        if made.broken:
            raise PdfUnavailable("A PDF cannot be made here: Pango is missing.")
        return case_pdf(export, large)  # type: ignore[arg-type]

    deps = deps_for(
        context.store,
        FakeEngine(),
        now=clock,
        case_page=lambda token: open_case_page(context, token),
        case_copy=lambda token: open_export(context, token),
        send_copy=lambda token: send_copy(context, token),
        case_pdf=draw,
        privacy=lambda provider: privacy_notice(context, provider),
    )
    with running(deps) as house:
        made = Pages(house, context, clock, case, tmp_path)
        yield made


def test_the_page_of_the_case_offers_the_copy_only_to_a_confirmed_address(pages: Pages) -> None:
    link = case_link(pages.context, pages.case)
    page = pages.get(link)
    assert "E-mail me a link" not in page
    assert "type the code" in page
    pages.confirm()
    assert "E-mail me a link" in pages.get(link)


def test_the_page_itself_shows_no_more_than_before(pages: Pages) -> None:
    pages.confirm()
    page = pages.get(case_link(pages.context, pages.case))
    for told in ("Zephyrine Smith", "zephyrine@example.org", "ZX-77120", "the dog ate the router"):
        assert told not in page


def test_from_the_page_to_the_mail_to_the_files(pages: Pages) -> None:
    pages.confirm()
    link = case_link(pages.context, pages.case).removeprefix(pages.context.public_url)
    answer = pages.house.client.post(f"{link}/copy")
    assert "A link is on its way" in answer.text
    assert "zephyrine@example.org" not in answer.text
    folder = MailFolder(pages.tmp_path / "mail")
    foot = lambda payload: mail_foot(pages.context, payload)  # noqa: E731
    deliver_mails(pages.context.store, folder, pages.context.now, foot=foot)
    [mail] = [mail for mail in folder.kept() if "copy" in mail.subject]
    assert mail.to == "zephyrine@example.org"
    assert f"{pages.context.public_url}/privacy/it-communications" in mail.body
    copy = next(line for line in mail.body.splitlines() if "/case/copy/" in line)
    assert "All that is kept of your complaint" in pages.get(copy)
    got = json.loads(pages.get(f"{copy}/case.json"))
    assert (got["made_for"], got["internal"]) == ("customer", None)
    pdf = pages.house.client.get(copy.removeprefix(pages.context.public_url) + "/case.pdf?large")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["", "/case.json", "/case.pdf"])
def test_an_old_or_wrong_link_to_the_copy_opens_nothing(pages: Pages, path: str) -> None:
    link = export_link(pages.context, pages.case).removeprefix(pages.context.public_url)
    pages.clock.forward(minutes=61)
    assert pages.house.client.get(f"{link}{path}").status_code == 404
    assert pages.house.client.get(f"{link[:-2]}xx{path}").status_code == 404
    wrong = case_link(pages.context, pages.case).rpartition("/")[2]
    assert pages.house.client.get(f"/case/copy/{wrong}{path}").status_code == 404


def test_without_pango_they_read_that_it_does_not_work_now(pages: Pages) -> None:
    pages.broken = True
    link = export_link(pages.context, pages.case).removeprefix(pages.context.public_url)
    answer = pages.house.client.get(f"{link}/case.pdf")
    assert answer.status_code == 503
    assert "Pango" not in answer.text


@pytest.mark.parametrize("slug", sorted(providers()))
def test_each_provider_has_a_notice_with_the_rules_of_today(pages: Pages, slug: str) -> None:
    page = pages.get(f"/privacy/{slug}")
    provider = pages.context.provider(slug)
    assert provider.name in page
    assert "24 months after your complaint was closed" in page
    assert "the Information Commissioner&#39;s Office (ICO), as far as we know" in page
    assert "<script" not in page


def test_a_notice_of_nobody_is_not_there(pages: Pages) -> None:
    assert pages.house.client.get("/privacy/nobody").status_code == 404


def test_the_notice_is_linked_from_the_chat_the_form_and_the_case(pages: Pages) -> None:
    for path in ("/demo/netservers", "/demo/netservers/chat"):
        assert 'href="/privacy/netservers"' in pages.get(path)
    assert 'href="/privacy/it-communications"' in pages.get(case_link(pages.context, pages.case))
