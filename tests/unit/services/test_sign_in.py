"""Who comes in at the desk, who does not, and that both look the same from outside."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.decisions.records import Agent, Role
from bot.services.add_agent import add_agent
from bot.services.change_agent import disable
from bot.services.change_password import change_password, set_password
from bot.services.context import Context
from bot.services.password_is_own import password_is_own
from bot.services.sign_in import Opened, sign_in
from bot.services.who_is_signed_in import token_hash, who_is_signed_in
from tests.support.context import Clock
from tests.support.passwords import QuickPasswords

PASSWORD = "purple kettle mountain"
HERE = "192.0.2.7"


@pytest.fixture
def passwords() -> QuickPasswords:
    return QuickPasswords()


@pytest.fixture
def ann(context: Context, passwords: QuickPasswords) -> Agent:
    roles = {"netservers": Role.AGENT, "contactnow": Role.SUPERVISOR}
    return add_agent(
        context, passwords, None, name="Ann", email="ann@example.org", password=PASSWORD, roles=roles
    )


def come(
    context: Context,
    passwords: QuickPasswords,
    password: str = PASSWORD,
    email: str = "ann@example.org",
    at: str = HERE,
) -> Opened | None:
    return sign_in(context, passwords, email, password, at)


def actions(context: Context, provider: str | None = "netservers") -> list[str]:
    with context.store.read() as tx:
        return [entry.action for entry in reversed(tx.audit.newest(provider))]


def test_the_right_password_opens_a_session(context: Context, passwords: QuickPasswords, ann: Agent) -> None:
    opened = come(context, passwords)
    assert opened is not None
    found = who_is_signed_in(context, opened.token)
    assert found is not None
    assert found.agent == ann
    assert actions(context) == ["account.added", "sign_in.done"]
    assert actions(context, "contactnow") == ["account.added", "sign_in.done"], "each provider has its trail"


def test_the_token_itself_is_stored_nowhere(context: Context, passwords: QuickPasswords, ann: Agent) -> None:
    opened = come(context, passwords)
    assert opened is not None
    assert opened.signed_in.session.token_hash == token_hash(opened.token)
    assert opened.token not in repr(opened.signed_in)
    assert len(opened.token) >= 43, "256 bits"


def test_the_address_is_taken_in_any_case_and_with_spaces(
    context: Context, passwords: QuickPasswords, ann: Agent
) -> None:
    assert come(context, passwords, email="  Ann@EXAMPLE.org ") is not None


@pytest.mark.parametrize(
    "email, password", [("ann@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("", "")]
)
def test_everything_wrong_gets_the_same_answer_after_one_check(
    context: Context, passwords: QuickPasswords, ann: Agent, email: str, password: str
) -> None:
    assert come(context, passwords, password, email) is None
    assert len(passwords.asked) == 1


def test_somebody_disabled_does_not_come_in_and_their_password_is_checked_all_the_same(
    context: Context, passwords: QuickPasswords, ann: Agent
) -> None:
    disable(context, None, ann.id)
    assert come(context, passwords) is None
    assert passwords.asked == [ann.password_hash]


def test_a_wrong_try_is_in_the_trail_without_what_was_typed(
    context: Context, passwords: QuickPasswords, ann: Agent
) -> None:
    come(context, passwords, "my secret in the wrong box")
    come(context, passwords, email="my-secret-in-the-wrong-box@example.org")
    with context.store.read() as tx:
        entries = tx.audit.newest()
    assert [(each.action, each.subject) for each in entries[:2]] == [
        ("sign_in.wrong", "agent:unknown"),
        ("sign_in.wrong", f"agent:{ann.id}"),
    ]
    assert "secret" not in repr(entries)
    assert entries[0].data == {"address": HERE}


# --- the pause after wrong tries ---


@pytest.mark.parametrize("email", ["ann@example.org", "nobody@example.org"])
def test_five_wrong_tries_make_a_pause_for_any_address_known_or_not(
    context: Context, passwords: QuickPasswords, ann: Agent, email: str
) -> None:
    for number in range(5):
        come(context, passwords, f"wrong {number}", email)
    assert actions(context, None)[-1] == "sign_in.locked_out"
    assert come(context, passwords, PASSWORD, email) is None
    assert actions(context, None)[-1] == "sign_in.refused"


def test_in_the_pause_the_right_password_is_refused_and_after_it_taken(
    context: Context, passwords: QuickPasswords, ann: Agent, clock: Clock
) -> None:
    for _ in range(5):
        come(context, passwords, "wrong")
    assert come(context, passwords) is None
    clock.forward(minutes=4, seconds=59)
    assert come(context, passwords) is None
    clock.forward(seconds=2)
    assert come(context, passwords) is not None


def test_whoever_goes_on_waits_longer(
    context: Context, passwords: QuickPasswords, ann: Agent, clock: Clock
) -> None:
    def tries(many: int) -> None:
        for _ in range(many):
            come(context, passwords, "wrong")

    tries(5)
    clock.forward(minutes=6)
    tries(5)
    clock.forward(minutes=6)
    assert come(context, passwords) is None, "ten within the hour"
    clock.forward(minutes=60)
    assert come(context, passwords) is not None


def test_tries_in_the_pause_do_not_make_it_longer(
    context: Context, passwords: QuickPasswords, ann: Agent, clock: Clock
) -> None:
    for _ in range(50):
        come(context, passwords, "wrong")
    clock.forward(minutes=5, seconds=1)
    assert come(context, passwords) is not None, "nobody can keep somebody else out for ever"


def test_a_right_try_begins_the_count_anew(context: Context, passwords: QuickPasswords, ann: Agent) -> None:
    for _ in range(3):
        for _ in range(4):
            come(context, passwords, "wrong")
        assert come(context, passwords) is not None


def test_one_network_address_that_tries_many_accounts_is_stopped_too(
    context: Context, passwords: QuickPasswords, ann: Agent
) -> None:
    for number in range(20):
        come(context, passwords, "wrong", f"agent{number}@example.org")
    assert come(context, passwords) is None
    assert come(context, passwords, at="192.0.2.8") is not None, "from elsewhere they come in"


@pytest.mark.parametrize("proxy", ["127.0.0.1", "127.8.9.1", "::/64"])
def test_strangers_behind_our_own_proxy_shut_nobody_out(
    context: Context, passwords: QuickPasswords, ann: Agent, proxy: str
) -> None:
    for number in range(30):
        come(context, passwords, "wrong", f"agent{number}@example.org", at=proxy)
    assert come(context, passwords, at=proxy) is not None


def test_of_many_tries_at_once_no_more_count_than_one_after_the_other(
    context: Context, passwords: QuickPasswords, ann: Agent
) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: come(context, passwords, f"wrong {number}"), range(24)))
    with context.store.read() as tx:
        wrong, _ = tx.sign_ins.failures("ann@example.org", HERE, ann.created_at)
    assert wrong == 5
    assert come(context, passwords) is None


# --- hashes ---


def test_a_hash_with_older_parameters_is_made_anew_at_sign_in(context: Context, ann: Agent) -> None:
    newer = QuickPasswords(generation=2)
    opened = come(context, newer)
    assert opened is not None
    with context.store.read() as tx:
        kept = tx.agents.get(ann.id)
    assert kept is not None
    assert not newer.outdated(kept.password_hash)
    assert come(context, newer) is not None


def test_a_password_changed_during_the_check_lets_nobody_in(
    context: Context, passwords: QuickPasswords, ann: Agent
) -> None:
    class Slow(QuickPasswords):
        def fits(self, password_hash: str | None, password: str) -> bool:
            with context.store.write() as tx:
                tx.agents.save(replace(ann, password_hash=self.hash("another one altogether")))
                tx.commit()
            return super().fits(password_hash, password)

    assert come(context, Slow()) is None


def test_a_password_is_ones_own_once_it_was_changed(
    context: Context, passwords: QuickPasswords, ann: Agent
) -> None:
    assert not password_is_own(context, ann)
    change_password(context, passwords, ann, PASSWORD, "green bottle station", HERE)
    assert password_is_own(context, ann)
    set_password(context, passwords, None, ann.id, "yellow paper garden")
    assert not password_is_own(context, ann)
