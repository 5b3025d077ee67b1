"""Charged after they left, or after they ended the contract."""

from __future__ import annotations

import re

_WHOLE = r"(?:my|our|the|your|this|everything|it(?! all the appointments)|with you|all)"
_PART = r"(?! (?:my |our |the |a |an |your |that |one |two |this )?(?:\w+ )?(?:lines?|extensions?|appointments?|visits?|orders?|direct debits?|add-?ons?|extras?|upgrades?|engineers?|numbers?|call ?plans?|packages?|tv|handsets?|payments?|cheques?|meeting|bank card|card)\b)"
_LEFT = re.compile(
    rf"\b(?:i|we|mum|dad|he|she|they)(?:'ve|'d| have| had| already)? (?:already |since |both )?(?:left(?! (?:on hold|a |an |my |me |several|without|it |them|voice|messages?|waiting|with |off|to |alone|hanging|feeling|the phone|the house|home))|cancelled{_PART}|terminated{_PART}|ended{_PART}|switched (?:away|to|from|over|provider)|moved (?:away|to (?:bt|sky|virgin|vodafone|talk ?talk|ee|plusnet|another|a different|a new)|provider|supplier)|gave notice|closed (?:my|our|the) account|quit)"
    r"|^(?:left|terminated|cancelled) (?:in|on|last|back|months|weeks|a year)\b"
    rf"|\b(?:contract|account|service|subscription) (?:has |had |was |is |been |already )*(?:ended|finished|over|expired|terminated|closed|cancelled|ceased)\b"
    r"|\b(?:after|since|despite|even though|when) (?:i|we)?\s?(?:leaving|cancelling|switching|left|had left|have left|ended|terminat\w+)\b|\bno longer (?:a customer|with you|your customer|use you|have (?:a|any) (?:contract|service|account))\b"
    r"|\b(?:former|ex|ex-) ?customer\b|\b(?:after|since) (?:my|our|the) (?:contract|cancellation|notice|account|service) (?:end\w*|ran out|date|closed|was|finish\w*|expired|had|stopped)?|\bleft (?:you|your company)\b"
)
_CHARGED = re.compile(
    r"\b(?:still|keep|keeps|kept|carr(?:y|ied|ying) on|continue[sd]?|continuing|again|another|more)\b[^.?!;]{0,30}\b(?:charg\w+|bill\w*|tak(?:e|ing|en)|took|paying|pay|invoic\w*|direct debits?|payments?|debit\w*)\b"
    r"|\b(?:charg(?:ed|ing|e|es)|billed|billing|bills?|invoiced?|invoices|invoicing|taken|took|taking|debited|direct debits?|payments? (?:taken|went|came))\b[^.?!;]{0,60}\b(?:after|since|even though|despite|when|although|for (?:the )?months? (?:after|since)|i (?:left|cancelled)|we (?:left|cancelled)|(?:former|ex) ?customer|no longer)\b"
    r"|\b(?:charg(?:ed|ing) (?:me|us)|billed (?:me|us)|billing (?:me|us)|invoic(?:ed|ing) (?:me|us)|sent (?:me|us) (?:a|another|more|two) (?:bills?|invoices?)|tak(?:en|ing) (?:money|£|payments?|a payment|the direct debit|my money)|took (?:money|£ ?\d+|a payment|payments?|another))\b"
)
_STAYS = re.compile(
    r"\b(?:going to|want to|will|may|might|about to|thinking of|can i|how do i|would like to|if i|threatened to|wish to|trying to|tried to|need to) (?:leave|leaving|cancel|cancelling|switch|switching|terminate|end|close)\b"
    r"|\b(?:engineer|visit|appointment|order|you|your (?:company|people|agent)|they) (?:was |were |has been |had been |have been |have |has )?cancelled\b"
    r"|\b(?:line|lines|extension|order|appointment|visit|number|package|add-on|extra)s? (?:that |which )?(?:i|we)(?:'d|'ve| had| have)? cancelled\b"
)


def is_charged_after_leaving(words: str) -> bool:
    """``words`` as ``plainly`` gives them. Who means to leave has not left; who ended one line of several has not."""
    left = _STAYS.sub(" ", words)
    return _LEFT.search(left) is not None and _CHARGED.search(left) is not None
