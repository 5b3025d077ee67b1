"""How they were treated: rudeness, or nobody answers."""

from __future__ import annotations

import re

_RUDE = re.compile(
    r"\b(?:rude|rudely|rudeness|dismissive\w*|condescending|patroni[sz]\w+|unprofessional|aggressive|sarcastic|insult\w*|disrespect\w*|abrupt|snotty|bad manners|impolite|offensive|arrogant|bully\w*|hostile)\b"
    r"|\b(?:shout(?:ed|ing)|swore|swear(?:ing)?|laugh(?:ed|ing)|yell(?:ed|ing)|snapp(?:ed|ing)|screamed) at (?:me|us|my|her|him|by)\b|\b(?:hung|hang|hangs|hanging) up\b|\bput the phone down\b|\bslammed the phone\b"
    r"|\b(?:spoke|spoken|speaks?|talk(?:ed|s|ing)?) (?:down )?to (?:me|us|my \w+) like\b|\btalk(?:ed|ing|s)? down to (?:me|us)\b|\bcalled (?:me |us |my \w+ )?(?:a |an )?(?:liars?|idiots?|stupid|names|lying)\b|\bmade (?:me|us) feel (?:stupid|small|like|as if)\b|\btold (?:me|us) to (?:shut up|get lost|stop (?:calling|ringing)|go away)\b|\battitude\b"
    r"|\btreated (?:me|us|my \w+) (?:like|terribly|badly|appallingly|with contempt)\b"
)
_NO_REPLY = re.compile(
    r"\b(?:nobody|no one|no-one|none of (?:you|them)|never|not|haven't|hasn't|didn't|don't|doesn't|won't|you all|can't be bothered to|not once|neither|without)\b[^.?!;]{0,30}\b(?:repl(?:y|ies|ied)|respon(?:d|ds|ded|se)|answer(?:s|ed|ing)?(?! the problem)|(?:call|calls|called|rang|rung|ring|rings|phone|phones|phoned|e-?mail|e-?mailed|get|gets|got|getting|come|came|comes|coming|write|wrote|written) (?:me |us |him |her )?back(?! (?:on|up|to normal|to life))|return(?:s|ed|ing)? (?:my|our|any|a|her|his) (?:calls?|e-?mails?|messages?)|heard (?:anything|nothing|from|back|a word|a thing)|hear (?:anything|from|back)|contact(?:ed)? (?:me|us)|acknowledge[d]?)\b"
    r"|\b(?:ignor(?:e|es|ed|ing) (?:me|us|my|our|every|all|it|the|this|two|three|four|\d+)|(?:being|been|am|feel|just|keep getting|getting|are) ignored)\b|\bfobbed off\b|\bfob(?:bing)? (?:me|us) off\b|\b(?:passed|sent|bounced|pushed) (?:round|around|about|from (?:pillar|one|person|department|team)|between|back and forth)\b"
    r"|\b(?:kept|left|leave|keep|been|was|sat|waited|waiting|held|hours|minutes) (?:me |us )?(?:waiting )?(?:on hold|in (?:a|the|your) queue|holding)\b|\bheard nothing\b|\b(?:no|zero|without (?:a|any)) (?:call ?backs?|repl(?:y|ies)|response|answers?|contact|acknowledge?ment|return call)\b|\b(?:e-?mails?|calls?|letters?|messages?|tickets?) (?:\w+ ){0,3}(?:unanswered|ignored)\b|\bunanswered\b"
    r"|\bpromised? (?:me |us )?(?:a )?(?:call ?backs?|(?:to|he'd|she'd|they'd|you'd|they would|he would|she would) (?:call|ring|phone))\b|\b(?:wait(?:ed|ing)?|still waiting) (?:\w+ ){0,4}for (?:a |an |your |any |somebody to |someone to )?(?:reply|answer|response|call ?back|call|phone call|email|ring)\b|\bcan(?:'t|not) get (?:through|hold of|to speak|an answer)\b|\b(?:nobody|no one) (?:picks? up|picked up|cares?|is listening|listens)\b"
)
_NOT_US = re.compile(
    r"\b(?:my|our) (?:customers?|callers?|clients?|patients?|guests|neighbours?)\b[^.?!;]{0,45}|\b(?:customers|callers|clients|patients) (?:can't|cannot|get|don't|hear|are|say|have)\b[^.?!;]{0,45}|\b(?:not|wasn't|weren't|never|isn't) (?:\w+ )?(?:rude|unprofessional|aggressive|dismissive|abrupt|impolite)\b"
    r"|\b(?:sorry|apologi[sz]e) (?:for|if|to) (?:be(?:ing)?|sound|i)\b[^.?!;]{0,15}\b(?:rude|abrupt|aggressive)\b|\b(?:sound|be|being|seem) (?:rude|abrupt|aggressive)\b"
    r"|\b(?:phones?|handsets?|routers?|hub|device|laptop|computer|printer|server|line|broadband|internet|wifi|service|connection|signal|it|speed|screen|website|page)\b (?:just |simply |still )?(?:never|doesn't|does not|won't|didn't|don't|not|isn't)\b[^.?!;]{0,12}\b(?:respon\w+|answer\w*|reply|come back|came back|back)\b|\b(?:your|that|this|straight) answer\b|\baggressive (?:growth|price|discount)\b|\bprices? (?:is|are) (?:\w+ )?aggressive\b|\brude (?:health|awakening)\b"
)


def is_treatment(words: str) -> bool:
    """``words`` as ``plainly`` gives them. What happens to their own callers is another thing."""
    left = _NOT_US.sub(" ", words)
    return _RUDE.search(left) is not None or _NO_REPLY.search(left) is not None
