"""The search over a real database: only what may be seen, the best first, and quick with ten thousand cases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest
from sqlalchemy import text

from bot.adapters.db.connect import writing
from bot.adapters.db.store import SqlStore
from bot.decisions.case_words import asked_words
from bot.decisions.records import Case
from tests.support import rows
from tests.support.raw import Raw
from tests.support.store import fresh_sql_store

ONES = "anna bob carla dev emma farid gwen hari iris jack kofi lena mei noah olga priya quinn rosa sam tariq"
OTHERS = "carter jones okafor patel singh smith taylor walsh young zhang evans khan lloyd morgan reid"
TOLD = (
    "broadband bill router engineer slow dead line phone charge refund late missed porting order letter contract cable "
    "speed outage weekend number email nobody rings back again month price quality voice app landline switch cancel"
)


def add_many(store: SqlStore, count: int, chance: random.Random) -> list[Case]:
    made = []
    with store.write() as tx:
        for number in range(count):
            key = f"{number:05}"
            name = f"{chance.choice(ONES.split())} {chance.choice(OTHERS.split())}".title()
            tx.conversations.add(rows.conversation(key))
            tx.intakes.add(rows.intake(key, key))
            phone = f"+44 7700 {900000 + number}"
            tx.contacts.add(rows.contact(key, key, value=phone))
            case = rows.case(
                key, conversation_id=key, intake_id=key, contact_id=key,
                description="The " + " ".join(chance.choices(TOLD.split(), k=30)),
                details={"name": name, "account": f"CN{number:06}"},
                opened_at=rows.AT + timedelta(minutes=number),
            )  # fmt: skip
            tx.cases.add(case)
            made.append(case)
        tx.commit()
    return made


def found(
    store: SqlStore, query: str, *providers: str, limit: int = 20, offset: int = 0
) -> tuple[list[str], int]:
    with store.read() as tx:
        cases, in_all = tx.case_search.find(providers or ("contactnow",), asked_words(query), limit, offset)
    return [each.id for each in cases], in_all


@pytest.fixture
def store(store: SqlStore) -> SqlStore:
    with store.write() as tx:
        rows.add_parents(tx)
        for number, (name, told) in enumerate(
            [
                ("Dead Poet", "My bill is wrong."),
                ("Ann Lee", "The line is dead."),
                ("Bob", "A deadline was missed."),
            ]
        ):
            tx.intakes.add(rows.intake(f"i{number}"))
            tx.cases.add(
                rows.case(f"c{number}", intake_id=f"i{number}", description=told, details={"name": name})
            )
        tx.commit()
    return store


def test_a_name_comes_before_a_word_and_a_whole_word_before_a_beginning(store: SqlStore) -> None:
    assert found(store, "dead") == (["c0", "c1", "c2"], 3)


def test_every_word_must_be_there(store: SqlStore) -> None:
    assert found(store, "dead lee") == (["c1"], 1)
    assert found(store, "dead smith") == ([], 0)


def test_one_letter_has_to_be_a_word(store: SqlStore) -> None:
    assert found(store, "a") == (["c2"], 1)


def test_only_the_providers_that_are_asked_for(store: SqlStore) -> None:
    assert found(store, "dead", "netservers") == ([], 0)
    with store.read() as tx:
        assert tx.case_search.find([], ["dead"], 20, 0) == ([], 0)


def test_what_was_changed_is_found_and_what_it_was_is_not(store: SqlStore) -> None:
    with store.write() as tx:
        case = tx.cases.get("c1")
        assert case
        tx.cases.save(replace(case, details={"name": "Zoe Lee"}, description="It works again."))
        tx.commit()
    assert found(store, "zoe lee works") == (["c1"], 1)
    assert found(store, "ann")[1] == 3, "the e-mail address, which all three share"
    assert found(store, "dead lee") == ([], 0)


def test_the_words_go_with_the_case(store: SqlStore) -> None:
    with writing(store.engine).begin() as connection:
        connection.execute(text("DELETE FROM cases WHERE id = 'c1'"))
        left = connection.execute(text("SELECT count(*) FROM case_words WHERE case_id = 'c1'")).scalar_one()
    assert left == 0


def test_signs_of_a_pattern_are_no_pattern(store: SqlStore) -> None:
    for query in ("%", "_ead", "d*", "'; DROP TABLE cases; --"):
        assert found(store, query)[1] in (0, 3)
    assert found(store, "%")[1] == 0
    assert found(store, "dead")[1] == 3


def test_the_search_goes_through_its_index(store: SqlStore, raw: Raw) -> None:
    explain = "EXPLAIN QUERY PLAN" if raw.on_sqlite else "EXPLAIN"
    if not raw.on_sqlite:
        raw.say("SET enable_seqscan = off")  # three cases are read as quickly without any index
    plan = raw.say(
        f"{explain} SELECT case_id, max(weight) FROM case_words"
        " WHERE word >= 'dea' AND word < 'deb' AND provider IN ('contactnow') GROUP BY case_id"
    )
    assert any("ix_case_words_word" in str(row) for row in plan), plan


@pytest.mark.slow
@pytest.mark.timeout(300)  # eleven thousand cases are written first, perhaps beside other work
def test_ten_thousand_cases_are_searched_in_a_blink_and_a_rare_word_costs_what_it_did_with_a_thousand(
    tmp_path: Path,
) -> None:
    """The rare word: a ratio, as machines differ. The common ones, of thousands of cases each: a generous bound."""
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    few, many = fresh_sql_store(tmp_path / "few"), fresh_sql_store(tmp_path / "many")
    add_many(few, 1_000, random.Random(1))
    cases = add_many(many, 10_000, random.Random(1))

    def seconds(store: SqlStore, query: str) -> float:
        taken = []
        for _ in range(7):
            began = process_time()
            found(store, query)
            taken.append(process_time() - began)
        return min(taken)

    rare = {"reference": cases[500].reference, "account": "CN000500", "phone": "07700 900500"}
    ratios = {name: seconds(many, query) / seconds(few, query) for name, query in rare.items()}
    common = {
        query: seconds(many, query) for query in ("broadband router", "sam carter", "br", "dead line bill")
    }
    assert found(many, "07700 900500")[0] == ["00500"]
    assert max(ratios.values()) < 5, ratios
    assert max(common.values()) < 1, common
