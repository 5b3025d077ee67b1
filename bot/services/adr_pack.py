"""Everything that a customer sends to the ADR scheme, put together from what is on record of their case.

The same for the customer and for an agent: no notes of the team are in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from bot.decisions.adr_pack import AdrPack, Form, Line, PackDocument, PackFile, PackLetter, form_of
from bot.decisions.calendar import in_london, london_date
from bot.decisions.case_export import CaseExport, ExportedLine
from bot.decisions.letter_marks import blocks, day_of, quoted
from bot.decisions.letter_record import LetterRecord
from bot.decisions.questions import NONE_YET, UNKNOWN, Question
from bot.decisions.records import Agent, Case, ContactKind, StoredFile
from bot.readers.adr_told import IN_COURT
from bot.services.answer_words import is_told, value_in_words
from bot.services.case_link import read_export_link
from bot.services.chat_adr import DEADLOCK_ISSUED
from bot.services.context import Context
from bot.services.desk.permission import case_for
from bot.services.export_case import EXPORTED, case_export
from bot.services.letters.issued import issued_of
from bot.services.ports import Transaction
from bot.wording import in_one_line, time_in_words

FORMAT: Final = "adr-pack"
"""In the audit trail, as the ``format`` of an export."""
RULE: Final = "scheme_form"
_CONTACTS: Final = {"email": ContactKind.EMAIL, "phone": ContactKind.PHONE, "post": ContactKind.LETTER}
_TOLD: Final = (
    Question.ROLE,
    Question.ACTING_FOR,
    Question.SERVICE,
    Question.ACCOUNT,
    Question.REFERENCE,
    Question.CUSTOMER,
    Question.EMPLOYEES,
    Question.FIRST_TOLD_ON,
    Question.HAPPENED_ON,
    Question.STILL_HAPPENING,
    Question.HANDLED_BY,
    Question.OUTCOME,
    Question.AMOUNT,
    Question.COPIES,
    Question.NEEDS,
)
_QUOTED: Final = (Question.EXAMPLES,)
_NOTHING: Final = (None, UNKNOWN, "none", "")
_LONGEST_NAME: Final = 80
_NO_PLACE: Final = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that mean a device on Windows, whatever stands behind the dot."""


def pack_for_agent(context: Context, agent: Agent, reference: str) -> AdrPack:
    """Stands in the audit trail. Raises ``NotYours`` for another provider's case and for one that is not there."""
    with context.store.write() as tx:
        case = case_for(tx, agent, reference)
        pack = _pack(context, tx, case)
        tx.audit.add(context.now(), EXPORTED, f"case:{case.id}", agent.id, case.provider, {"format": FORMAT})
        tx.commit()
    return pack


def open_pack(context: Context, token: str) -> AdrPack | None:
    """What the link leads to that was mailed to the confirmed address; ``None`` for one that is no good (any more)."""
    case_id = read_export_link(context, token)
    if case_id is None:
        return None
    with context.store.write() as tx:
        case = tx.cases.get(case_id)
        if case is None or tx.conversations.get(case.conversation_id).erased_at is not None:
            return None
        pack = _pack(context, tx, case)
        data = {"by": "customer", "format": FORMAT}
        tx.audit.add(context.now(), EXPORTED, f"case:{case.id}", None, case.provider, data)
        tx.commit()
    return pack


def _pack(context: Context, tx: Transaction, case: Case) -> AdrPack:
    export = case_export(context, tx, case, internal=False)
    issued, files = issued_of(tx, case), tx.files.of_case(case.id)
    letters = [_letter(each) for each in issued]
    named = list(_files(files))
    intake = tx.intakes.get(case.intake_id)
    answers = {**case.details, **(intake.answers if intake else {})}
    order = context.rules.at(RULE, context.today()).value
    form = form_of(order, _known(context, export, answers, issued, named), answers)
    say = context.pack.say
    names = {
        "reference": case.reference,
        "provider": export.provider_name,
        "scheme": export.scheme,
    }
    summary = context.pack.words("summary", _summary(context, tx, case, export, form, issued, named))
    chat = context.pack.words("chat", {"reference": case.reference, "lines": _lines(context, export)})
    return AdrPack(
        name=f"complaint-{case.reference.lower()}-for-the-scheme",
        made_at=context.now(),
        documents=(
            PackDocument("1-summary", say("title_summary", **names), blocks(summary)),
            PackDocument("2-chat", say("title_chat", **names), blocks(chat)),
        ),
        letters=tuple(letters),
        files=tuple(named),
        missing=form.missing,
    )


def _letter(letter: LetterRecord) -> PackLetter:
    return PackLetter(f"letters/{letter.number}", letter.page or "", letter.text or "")


def _files(files: Iterable[StoredFile]) -> Iterator[PackFile]:
    for at, file in enumerate(files, 1):
        yield PackFile(f"files/{at:02}-{safe_name(file.name)}", file)


def safe_name(name: str) -> str:
    """A name that leads nowhere in a folder, on any system, and is not too long for one; its ending stays."""
    plain = re.sub(r"[^\w. ()-]", "_", name, flags=re.ASCII).strip(" .") or "file"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 8:
        stem, ending = plain, ""
    short = stem[: _LONGEST_NAME - len(ending) - 1].strip(" .") or "file"
    made = f"{short}.{ending}" if ending else short
    return f"_{made}" if _NO_PLACE.match(made) else made


def _known(
    context: Context,
    export: CaseExport,
    answers: Mapping[str, Any],
    issued: list[LetterRecord],
    files: list[PackFile],
) -> dict[str, Line]:
    """By key of the form; only what there is."""
    found = {"provider": Line("provider", export.provider_name)}
    name = answers.get(Question.NAME)
    if name not in _NOTHING:
        found["name"] = Line("name", in_one_line(str(name)))
    for key, kind in _CONTACTS.items():
        values = dict.fromkeys(in_one_line(each.value) for each in export.contacts if each.kind == kind.value)
        if values:
            found[key] = Line(key, "; ".join(values))
    for question in _TOLD:
        if is_told(question, answers) and answers.get(question) not in _NOTHING:
            value = _value(context, question, answers)
            found[question.value] = Line(question.value, in_one_line(value))
    for question in _QUOTED:
        if is_told(question, answers) and answers.get(question) not in _NOTHING:
            found[question.value] = Line(question.value, quoted(str(answers[question])), quoted=True)
    if export.description.strip():
        found["description"] = Line("description", quoted(export.description), quoted=True)
    if (letter := _final_letter(context, answers, issued)) is not None:
        found["letter"] = Line("letter", letter)
    if isinstance(answers.get(IN_COURT), bool):
        found["in_court"] = Line("in_court", context.pack.say("court" if answers[IN_COURT] else "no_court"))
    if files:
        found["files"] = Line("files", ", ".join(each.path for each in files))
    return found


def _value(context: Context, question: Question, answers: Mapping[str, Any]) -> str:
    """In words that the scheme reads: days with their year, and who they are without "you"."""
    value = answers[question]
    if isinstance(value, dict):
        first, last = (date.fromisoformat(value[end]) for end in ("from", "to"))
        if first == last:
            return day_of(first)
        return context.pack.say("between", first=day_of(first), last=day_of(last))
    if isinstance(value, str) and value in context.pack.group("values"):
        return context.pack.group("values")[value]
    return value_in_words(context, question, answers)


def _final_letter(context: Context, answers: Mapping[str, Any], issued: list[LetterRecord]) -> str | None:
    """Those that we issued and that open the scheme, else the one that they told of."""
    ours = [each for each in issued if each.kind.value.startswith("adr_") and each.issued_on]
    if ours:
        said = [
            context.pack.say("letter_of", number=each.number, day=day_of(each.issued_on))
            for each in ours
            if each.issued_on
        ]
        return ", ".join(said)
    told = answers.get(Question.FINAL_LETTER_ON)
    if told in _NOTHING or told == NONE_YET or answers.get(DEADLOCK_ISSUED):
        return None
    return day_of(date.fromisoformat(str(told)))


def _summary(
    context: Context,
    tx: Transaction,
    case: Case,
    export: CaseExport,
    form: Form,
    issued: list[LetterRecord],
    files: list[PackFile],
) -> dict[str, Any]:
    scheme = context.schemes[context.provider(case.provider).adr.scheme]
    documents = context.pack.group("documents")
    ours = {each.id for each in tx.files.of_case(case.id) if each.sent_by != "customer"}
    return {
        "provider": export.provider_name,
        "reference": case.reference,
        "scheme": export.scheme,
        "scheme_begin": export.scheme[:1].upper() + export.scheme[1:],
        "made_on": day_of(context.today()),
        "letter_what": context.pack.group("letters"),
        "documents": [
            {"name": "1-summary", "what": documents["summary"]},
            {"name": "2-chat", "what": documents["chat"]},
        ],
        "letters": [
            {"path": f"letters/{each.number}", "kind": each.kind.value, "day": day_of(each.issued_on)}
            for each in issued
            if each.issued_on
        ],
        "files": [
            {
                "path": each.path,
                "sent_by": "provider" if each.file.id in ours else "customer",
                "day": day_of(london_date(each.file.stored_at)),
            }
            for each in files
        ],
        "missing": form.missing,
        "dates": [
            {"day": day_of(each.on), "what": each.what}
            for each in export.dates
            if each.key.startswith("adr-") or each.key in ("apply-by", "outer-limit")
        ],
        "unsure": export.dates_unsure,
        "membership": export.membership,
        "how_to_apply": scheme.how_to_apply.value,
        "url": scheme.url.value,
        "phone": scheme.phone.value if scheme.phone else None,
        "email": scheme.email.value if scheme.email else None,
        "post": ", ".join(scheme.post.value) if scheme.post else None,
        "parts": form.parts,
        "timeline": list(_timeline(context, export, issued)),
        "promises": list(_promises(context, export)),
    }


def _timeline(context: Context, export: CaseExport, issued: list[LetterRecord]) -> Iterator[dict[str, str]]:
    """Every contact that is on record, oldest first: what happened, each letter by its number, and who wrote in the
    chat on which day."""
    say, provider = context.pack.say, export.provider_name
    found: list[tuple[datetime | None, date, str]] = []
    if export.told:
        key = "told_before" if export.told[0] == export.told[-1] else "told_rough"
        found.append((None, export.told[-1], say(key, provider=provider)))
    found += [
        (event.at, london_date(event.at), event.says)
        for event in export.events
        if event.says and event.code != "letter.issued"
    ]
    what = context.pack.group("letters")
    for letter in issued:
        if letter.issued_at is not None:
            said = say("letter", provider=provider, what=what[letter.kind.value], number=letter.number)
            found.append((letter.issued_at, london_date(letter.issued_at), said))
    found += _written(context, export)
    ordered = sorted(found, key=lambda each: (each[1], each[0] is not None, each[0] or export.made_at))
    for at, on, said in ordered:
        when = day_of(on) if at is None else f"{day_of(on)}, {time_in_words(in_london(at).time())}"
        yield {"when": when, "what": said}


def _written(context: Context, export: CaseExport) -> list[tuple[datetime | None, date, str]]:
    """Who wrote in the chat, once a day and person, at the time of the first line."""
    say = context.pack.say
    counted: dict[tuple[date, str], list[ExportedLine]] = {}
    for line in export.transcript:
        if line.sender == "customer" or (line.sender == "agent" and line.name):
            who = "" if line.sender == "customer" else str(line.name)
            counted.setdefault((london_date(line.at), who), []).append(line)
    found: list[tuple[datetime | None, date, str]] = []
    for (on, who), lines in counted.items():
        count = say("one_line") if len(lines) == 1 else say("lines", count=len(lines))
        key = "chat_agent" if who else "chat_you"
        said = say(key, name=who, provider=export.provider_name, count=count)
        found.append((lines[0].at, on, said))
    return found


def _promises(context: Context, export: CaseExport) -> Iterator[str]:
    for each in export.promises:
        kept = (
            context.pack.say("kept", day=day_of(london_date(each.kept_at)))
            if each.kept_at
            else context.pack.say("open")
        )
        yield f"{in_one_line(each.says)} {kept}"


def _lines(context: Context, export: CaseExport) -> list[dict[str, str]]:
    say = context.pack.say
    names = {
        "customer": say("you"),
        "bot": say("bot"),
        "system": say("notice"),
        "agent": export.provider_name,
    }
    return [
        {
            "who": say("person", name=line.name, provider=export.provider_name)
            if line.sender == "agent" and line.name
            else names[line.sender],
            "when": f"{day_of(london_date(line.at))}, {in_london(line.at):%H:%M}",
            "text": quoted(line.text),
        }
        for line in export.transcript
    ]
