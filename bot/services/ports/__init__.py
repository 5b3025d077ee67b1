"""What the services need from outside, as protocols. Adapters fulfil them; ``bootstrap`` joins the two.

A file for each thing that is kept or asked for; all are imported from here.
"""

from bot.services.ports.care import CareNotes
from bot.services.ports.cases import Cases, CaseSearch, Intakes, Promises
from bot.services.ports.clock import Now
from bot.services.ports.conversations import Conversations, Messages, Notes
from bot.services.ports.customers import Contacts, IdentityChecks, SpokenCodes
from bot.services.ports.demo import DemoRows
from bot.services.ports.desk import Agents, AgentSessions, Audit, Handoffs, SignIns
from bot.services.ports.directory import CustomerDirectory, Customers
from bot.services.ports.engine import Engine, EngineMemory
from bot.services.ports.files import Draft, Files, FileStore, LookInside, Scanner
from bot.services.ports.first_contact import FetchStatusPage, SameDayNotes, StatusPages
from bot.services.ports.letters import KeptLetters, LetterWriter
from bot.services.ports.mail import MailRemover, Outbox
from bot.services.ports.passwords import PasswordHasher
from bot.services.ports.records import Records
from bot.services.ports.second_steps import OneTimeCodes, SecondSteps
from bot.services.ports.store import Batch, Reading, Store, Transaction

__all__ = [
    "AgentSessions",
    "Agents",
    "Audit",
    "Batch",
    "CareNotes",
    "CaseSearch",
    "Cases",
    "Contacts",
    "Conversations",
    "CustomerDirectory",
    "Customers",
    "DemoRows",
    "Draft",
    "Engine",
    "EngineMemory",
    "FetchStatusPage",
    "FileStore",
    "Files",
    "Handoffs",
    "IdentityChecks",
    "Intakes",
    "KeptLetters",
    "LetterWriter",
    "LookInside",
    "MailRemover",
    "Messages",
    "Notes",
    "Now",
    "OneTimeCodes",
    "Outbox",
    "PasswordHasher",
    "Promises",
    "Reading",
    "Records",
    "SameDayNotes",
    "Scanner",
    "SecondSteps",
    "SignIns",
    "SpokenCodes",
    "StatusPages",
    "Store",
    "Transaction",
]
