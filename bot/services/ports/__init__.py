"""What the services need from outside, as protocols. Adapters fulfil them; ``bootstrap`` joins the two.

A file for each thing that is kept or asked for; all are imported from here.
"""

from bot.services.ports.cases import Cases, Intakes, Promises
from bot.services.ports.clock import Now
from bot.services.ports.conversations import Conversations, Messages, Notes
from bot.services.ports.customers import Contacts, IdentityChecks, SpokenCodes
from bot.services.ports.demo import DemoRows
from bot.services.ports.desk import Agents, AgentSessions, Audit, Handoffs, SignIns
from bot.services.ports.engine import Engine, EngineMemory
from bot.services.ports.files import Draft, Files, FileStore, LookInside, Scanner
from bot.services.ports.mail import MailRemover, Outbox
from bot.services.ports.passwords import PasswordHasher
from bot.services.ports.store import Batch, Store, Transaction

__all__ = [
    "AgentSessions",
    "Agents",
    "Audit",
    "Batch",
    "Cases",
    "Contacts",
    "Conversations",
    "DemoRows",
    "Draft",
    "Engine",
    "EngineMemory",
    "FileStore",
    "Files",
    "Handoffs",
    "IdentityChecks",
    "Intakes",
    "LookInside",
    "MailRemover",
    "Messages",
    "Notes",
    "Now",
    "Outbox",
    "PasswordHasher",
    "Promises",
    "Scanner",
    "SignIns",
    "SpokenCodes",
    "Store",
    "Transaction",
]
