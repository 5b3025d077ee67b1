"""``firstline users``: who may use the desk. Passwords are asked for, or read from standard input; never arguments."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bot.commands.desk import print_json
from bot.config import Config
from bot.decisions.errors import Refused
from bot.decisions.records import Agent, Role
from bot.services.add_agent import add_agent
from bot.services.change_agent import disable, enable, set_role
from bot.services.change_password import set_password
from bot.services.context import Context
from bot.services.find_agent import agent_by_email
from bot.services.second_step_of_others import reset_second_step

ROLES = [role.value for role in Role]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("users", help="who may use the desk")
    verbs = parser.add_subparsers(metavar="WHAT", required=True)

    def verb(name: str, summary: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=summary, description=summary)
        added.add_argument("--json", action="store_true", help="as JSON")
        added.set_defaults(func=run)
        return added

    adding = verb("add", "add somebody, with a role at one provider or more", run_add)
    adding.add_argument("email", metavar="EMAIL", help="they sign in with it")
    adding.add_argument("--name", required=True, help="customers see it")
    _role_arguments(adding, ROLES)
    _password_argument(adding)

    listing = verb("list", "everybody, a line each", run_list)
    listing.add_argument("--provider", metavar="P", help="only those with a role at P")

    changing = verb("roles", "give roles or take them away; those not named stay", run_roles)
    changing.add_argument("email", metavar="EMAIL")
    _role_arguments(changing, [*ROLES, "none"])

    ending = verb("disable", "shut somebody out and end their sessions", run_disable)
    ending.add_argument("email", metavar="EMAIL")
    ending.add_argument("--undo", action="store_true", help="let them in again")

    resetting = verb(
        "totp-reset", "take somebody's second step away: they lost their telephone", run_totp_reset
    )
    resetting.add_argument("email", metavar="EMAIL")

    renewing = verb("password", "set a new password and end all sessions", run_password)
    renewing.add_argument("email", metavar="EMAIL")
    _password_argument(renewing)


def run_add(arguments: argparse.Namespace) -> int:
    """Raises ``Refused`` and its kin, as ``add_agent``."""
    roles = {slug: Role(role) for slug, role in _roles(arguments).items()}
    context = _context()
    for slug in roles:
        context.provider(slug)
    agent = add_agent(
        context,
        _passwords(context),
        None,
        name=arguments.name,
        email=arguments.email,
        password=_password(arguments),
        roles=roles,
    )
    return _tell(arguments, agent, f"{agent.name} can sign in at /desk as {agent.email}.")


def run_list(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownProvider``."""
    context = _context()
    if arguments.provider:
        context.provider(arguments.provider)
    with context.store.read() as tx:
        agents = [each for each in tx.agents.all() if arguments.provider in (None, *each.roles)]
    if arguments.json:
        print_json([told(agent) for agent in agents])
    else:
        print("\n".join(_line(agent) for agent in agents) or "Nobody yet: firstline users add --help")
    return 0


def run_roles(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownAgent``, ``UnknownProvider`` and ``Refused``."""
    context, roles = _context(), _roles(arguments)
    for slug in roles:
        context.provider(slug)
    agent = _find(context, arguments.email)
    for slug, role in roles.items():
        agent = set_role(context, None, agent.id, slug, None if role == "none" else Role(role))
    return _tell(arguments, agent, _line(agent))


def run_disable(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownAgent``."""
    context = _context()
    change = enable if arguments.undo else disable
    agent = change(context, None, _find(context, arguments.email).id)
    return _tell(arguments, agent, _line(agent))


def run_totp_reset(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownAgent``."""
    context = _context()
    agent = _find(context, arguments.email)
    gone = reset_second_step(context, None, agent.id)
    done = f"{agent.name} has no second step any more, and is signed out everywhere."
    return _tell(arguments, agent, done if gone else f"{agent.name} had no second step.")


def run_password(arguments: argparse.Namespace) -> int:
    """Raises ``UnknownAgent`` and ``WeakPassword``."""
    context = _context()
    agent = _find(context, arguments.email)
    agent = set_password(context, _passwords(context), None, agent.id, _password(arguments))
    return _tell(arguments, agent, f"{agent.name} has a new password, and is signed out everywhere.")


def told(agent: Agent) -> dict[str, Any]:
    """What may be printed of an agent, JSON-safe; instants in UTC."""
    return {
        "id": agent.id,
        "name": agent.name,
        "email": agent.email,
        "roles": {slug: role.value for slug, role in sorted(agent.roles.items())},
        "created_at": agent.created_at.isoformat(),
        "disabled_at": agent.disabled_at.isoformat() if agent.disabled_at else None,
    }


def _line(agent: Agent) -> str:
    roles = ", ".join(f"{slug} {role.value}" for slug, role in sorted(agent.roles.items())) or "no role"
    ended = "  (disabled)" if agent.disabled_at else ""
    line = f"{agent.email:<32}  {agent.name:<24}  {roles}{ended}"
    return "".join(each if each.isprintable() else "?" for each in line)


def _tell(arguments: argparse.Namespace, agent: Agent, sentence: str) -> int:
    if arguments.json:
        print_json(told(agent))
    else:
        print(sentence)
    return 0


def _role_arguments(parser: argparse.ArgumentParser, roles: Sequence[str]) -> None:
    parser.add_argument(
        "--provider", action="append", metavar="P", required=True, help="short name; repeatable"
    )
    parser.add_argument(
        "--role", action="append", choices=roles, required=True, help="one for each --provider"
    )


def _roles(arguments: argparse.Namespace) -> dict[str, str]:
    if len(arguments.provider) != len(arguments.role) or len(set(arguments.provider)) < len(
        arguments.provider
    ):
        raise Refused("Give one --role for each --provider, and each provider once.")
    return dict(zip(arguments.provider, arguments.role, strict=True))


def _password_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from the first line of standard input",
    )


def _password(arguments: argparse.Namespace) -> str:
    """Raises ``Refused`` when nobody is there to ask, or the two do not agree."""
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refused("There is no terminal to ask for a password on: use --password-stdin.")
    try:
        password, again = getpass.getpass("Password: "), getpass.getpass("Again: ")
    except EOFError:
        raise Refused("No password was given.") from None
    if password != again:
        raise Refused("The two passwords are not the same.")
    return password


def _context() -> Context:
    from bot.bootstrap import build_context

    return build_context(Config.from_env(os.environ))


def _passwords(context: Context) -> Any:
    from bot.bootstrap import build_passwords

    return build_passwords(context)


def _find(context: Context, email: str) -> Agent:
    with context.store.read() as tx:
        return agent_by_email(tx, email)
