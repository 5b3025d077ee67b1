"""What a customer says that they have tried already: it is never proposed to them again."""

from __future__ import annotations

import re

from bot.decisions.playbook import Service, Tried
from bot.readers.problems.spelling import plainly

_BOX = r"(?:router|hub|modem|box|broadband|wifi|internet|thing|everything|equipment|it|them|all of it)"
_NOT_DONE = re.compile(
    r"\b(?:haven't|have not|hasn't|didn't|did not|not (?:yet )?(?:tried|restarted|rebooted)|never|can't|cannot|couldn't|unable to|won't|don't want to|not going to|refuse to|no idea how to|shall i|should i|do i|can i|could i|will|would|before i|how (?:do|can) i|if i|might|want me to|asked me to|need to|have to|going to|told to|afraid to|you (?:want|need) me)\b[^.?!;,]{0,45}"
)
_DONE_ALL = re.compile(
    r"\b(?:tried|done|did|been through|gone through) (?:absolutely |literally |almost )?(?:everything|all (?:of )?(?:that|this|it|the (?:usual|steps|checks|basics|obvious))|every ?thing|the usual(?: \w+)?|the lot|all the (?:usual|steps|checks|basics|obvious|standard))\b"
    r"|\b(?:everything|all of it|nothing) (?:i've|we've|i have|we have|i|we) tried\b"
)
_SAYS: dict[Tried, re.Pattern[str]] = {
    Tried.RESTART: re.compile(
        r"(?<!keeps )(?<!keep )(?<!kept )(?<!always )\b(?:re-?started|re-?starting|re-?booted|re-?booting|re-?setting|re-?set(?! (?:my|the|our|your) (?:password|pin)))\b(?! (?:itself|by itself|on its own|themselves))(?! (?:the |my |our |all the |all our |all |both |every )?(?:desk )?(?:phones?|handsets?))"
        r"|\b(?:done|did|tried|after) (?:a|the|two|three|several|many|loads of|\d+) (?:\w+ )?(?:re-?starts?|re-?boots?|re-?sets?)\b|\bpower[- ]?cycl(?:ed|ing)\b|\bfactory reset\b"
        rf"|\b(?:turn(?:ed|ing)?|switch(?:ed|ing)?|power(?:ed|ing)?) (?:(?:the |my |our )?(?:\w+ ){{0,4}})?off (?:at the (?:wall|plug|mains) )?(?:and|then|n|&) (?:back )?(?:turned |switched |put )?(?:it )?(?:back )?on\b"
        rf"|\b(?:turned|switched) (?:the |my |our )?{_BOX} off\b(?= (?:and|then|for|at|overnight|several|many|a few|twice|three|\d))|\b(?:unplugged) (?:the |my |our )?(?:router|hub|modem|box|it)\b|\boff and on(?: again)?\b"
    ),
    Tried.POWER: re.compile(
        r"\b(?:check(?:ed|ing)?|push(?:ed)?|tighten(?:ed)?|replac(?:ed|ing)|chang(?:ed|ing)|swapp(?:ed|ing)|re-?seat(?:ed)?|tried (?:new|other|different|another|all the)) (?:\w+ ){0,3}(?:cables?|leads?|wires?|wiring|plugs?|connections?|sockets?|power|filters?)\b"
        r"|\b(?:cables?|leads?|wires?|plugs?) (?:are|were|have been|has been) (?:all )?(?:checked|in|fine|pushed in|ok|okay|tight|replaced|changed|swapped)\b"
    ),
    Tried.NEAR: re.compile(
        r"\b(?:next to|close to|right by|beside|near|same room as|in the same room|on top of|stood by|sat by|sitting by|standing by) (?:the |my |our )?(?:router|hub|modem)\b"
        r"|\b(?:tried|tested) (?:it )?(?:on |with )?(?:\w+ ){0,2}(?:other|another|different|several|all (?:the|my|our)|every|two|three|my other) (?:devices?|laptops?|computers?|tablets?|machines?)\b"
    ),
    Tried.WIRED: re.compile(
        r"\b(?:plugged|connected) (?:\w+ ){0,3}(?:straight|directly|right) (?:in|into|to)\b|\bplugged (?:in )?(?:a |the |my |our )(?:laptop|computer|pc|mac)\b"
        r"|\b(?:on|by|over|with|via|through|using|tried) (?:a |an |the |my )?(?:\w+ )?(?:ethernet|cable|wire|network cable|lan cable|wired connection)\b|\bhard-?wired\b"
    ),
    Tried.OTHERS_OFF: re.compile(
        r"\b(?:turned|switched|took|taken|disconnected|unplugged) (?:\w+ ){0,2}(?:everything else|all (?:the |my |our )?other (?:\w+ )?(?:devices?|things)|other devices|the tv)(?: off)?\b|\b(?:only|just) one (?:device|laptop|computer) (?:on|connected|online)\b|\bnothing else (?:is |was )?(?:on|connected|running|using)\b"
    ),
    Tried.HANDSET: re.compile(
        r"\b(?:tried|tested|used|swapped|plugged in|bought|borrowed) (?:with |on )?(?:\w+ ){0,2}(?:other|another|different|new|spare|second|old|several|two|three|all (?:the|our|my)) (?:\w+ )?(?:handsets?|phones?|headsets?|telephones?)\b|\b(?:same|no better) (?:on|with) (?:\w+ )?(?:every|all|each|another|other|both|a different) (?:\w+ )?(?:handsets?|phones?|headsets?)\b"
    ),
    Tried.PHONE_RESTART: re.compile(
        r"\b(?:re-?started|re-?booted|re-?set|power[- ]?cycled|turned off|unplugged|switched off) (?:the |all the |all our |our |my |both |every )?(?:desk )?(?:phones?|handsets?)\b"
    ),
}
_INTERNET = re.compile(
    r"\b(?:internet|broadband|wifi|wi-fi|fibre|online|router|hub|website|netflix|emails?|download\w*)\b"
)
_PHONES = re.compile(
    r"\b(?:phones?|voip|handsets?|landline|dial ?tone|extensions?|calls?|telephones?|phone line|headsets?)\b(?<!mobile phone)"
)


def read_tried(text: str) -> frozenset[Tried]:
    """What they say that they did. What they did not do, could not do or were only told to do is not among it."""
    words = _NOT_DONE.sub(" ", plainly(text))
    if _DONE_ALL.search(words):
        return frozenset(Tried)
    return frozenset(each for each, says in _SAYS.items() if says.search(words))


_NEXT_STEP = re.compile(
    r"\b(?:what'?s|what is|whats) (?:the )?next(?: step| thing)?\b|\bwhat (?:else|next)\b|\bwhat (?:do|should|can) i (?:do|try) (?:now|next|else)\b|\bnow what\b"
)


def asks_next_step(text: str) -> bool:
    """Whether they say what they tried and want the next step: "told u ive restarted it. whats next"."""
    return bool(read_tried(text)) and _NEXT_STEP.search(plainly(text)) is not None


_RANG = re.compile(
    r"\b(?:phoned|phone call|by phone|on the phone|over the phone|phone (?:you|them|me|us)|rang|calls? (?:to|from) (?:you|them|me)|(?:my|many|several|\w+) calls? to|called (?:you|them|me)|call (?:me|us|you|them) back|e-?mailed|emails? to|promised (?:a|to) call|put the phone down)\b"
)


def services_told(text: str) -> frozenset[Service]:
    """Of which service they speak; that they rang or wrote about it names none."""
    words = _RANG.sub(" ", plainly(text))
    found: set[Service] = set()
    if _INTERNET.search(words):
        found.add("internet")
    if _PHONES.search(words):
        found.add("phones")
    return frozenset(found)
