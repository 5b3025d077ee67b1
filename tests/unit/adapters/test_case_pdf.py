"""A case as a PDF: tagged, with its language and title, and nothing in it that a customer could make it do."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from bot.adapters import pdf as module
from bot.adapters.case_pdf import case_html, case_pdf
from bot.adapters.file_store import FolderFiles
from bot.decisions.case_export import CaseExport
from bot.decisions.errors import PdfUnavailable
from bot.services.context import Context
from bot.services.export_case import case_export
from tests.support.context import Clock, make_context
from tests.support.desk_rows import add_agent
from tests.support.everything_kept import keep_everything

EVIL = '<script>alert(1)</script><img src="http://127.0.0.1:9/x.png"><a href="file:///etc/passwd">=cmd|x</a> {{ 7*7 }}'


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> CaseExport:
    tmp_path = tmp_path_factory.mktemp("pdf")
    context: Context = make_context(tmp_path, Clock())
    case = keep_everything(context, FolderFiles(tmp_path / "files"), add_agent(context))
    with context.store.write() as tx:
        tx.cases.save(replace(case, description=EVIL))
        changed = tx.cases.get(case.id)
        assert changed is not None
        return case_export(context, tx, changed, internal=True)


@pytest.fixture(scope="module")
def pdf(export: CaseExport) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(case_pdf(export)))


def text_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_it_is_tagged_has_its_language_and_a_title_that_is_shown(
    pdf: pypdf.PdfReader, export: CaseExport
) -> None:
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"Complaint {export.reference} to I.T Communications"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_its_headings_lists_and_paragraphs_are_tags(pdf: pypdf.PdfReader) -> None:
    found: set[str] = set()

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.add(str(node["/S"]))
            walk(node.get("/K", []))

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI"} <= found


def test_it_says_all_that_is_kept(pdf: pypdf.PdfReader) -> None:
    text = text_of(pdf)
    for told in (
        "Zephyrine Smith",
        "zephyrine@example.org",
        "ZX-77120",
        "bill-Zephyrine.pdf",
        "SHA-256",
        "internal",
    ):
        assert told in text, told


def test_what_a_customer_wrote_is_text_and_nothing_else(pdf: pypdf.PdfReader, export: CaseExport) -> None:
    assert "<script>alert(1)</script>" in text_of(pdf)
    assert "{{ 7*7 }}" in text_of(pdf)
    raw = case_html(export)
    assert "<script" not in raw
    assert "<img" not in raw
    for page in pdf.pages:
        assert "/Annots" not in page
    root = pdf.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root.keys())
    assert "/JavaScript" not in root.get("/Names", {})
    assert "/EmbeddedFiles" not in root.get("/Names", {})


def test_large_print_has_larger_letters_and_the_same_words(export: CaseExport, pdf: pypdf.PdfReader) -> None:
    large = pypdf.PdfReader(io.BytesIO(case_pdf(export, large=True)))
    assert len(large.pages) > len(pdf.pages)
    assert _largest(large) >= 1.5 * _largest(pdf)
    assert "zephyrine@example.org" in text_of(large)


def _largest(pdf: pypdf.PdfReader) -> float:
    """The size in which the story is set."""
    sizes: list[float] = []

    def visit(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if "script" in text:
            sizes.append(size * matrix[0])

    for page in pdf.pages:
        page.extract_text(visitor_text=visit)
    return max(sizes)


def test_without_pango_it_says_in_a_sentence_what_is_missing(
    export: CaseExport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(PdfUnavailable, match="Pango is missing"):
        case_pdf(export)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)


def test_the_library_is_loaded_only_when_a_pdf_is_drawn() -> None:
    loads = "import sys, bot.bootstrap; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_page_that_asked_for_something_would_get_nothing() -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        module._nothing("file:///etc/passwd")
