"""What is said beside an answer: why do you ask, say that again, that's all, I want to change something."""

from __future__ import annotations

import re

from bot.readers.message import plain

_SOFT = r"(?:(?:but|and|sorry|ok(?:ay)?|so|well|oh|oops|actually|hang on|wait|erm?|um|no|yes|hi|right|please|just|excuse me|hmm+)\W+)*"
_DETAIL = r"(?:(?:all )?(?:that|this|it|these|those|them|to know|to have|to ask)\b|(?:my|the|a|an|any) (?:exact |full )?(?:name|number|phone|e-?mail|address|post ?code|date|reference|account|details?|information|examples?|amount|birthday|service|ticket|code|role|sum|cop(?:y|ies)|letters?)\b|(?:copies|examples|details|dates)\b)"
_NEEDED = r"(?:needed|important|necessary|relevant|asked|a question|asking)"
_FOR_WHAT = r"(?:\W+(?:for|me|exactly|please|though|anyway|then|here|for this|to know|all|you|to))*\W*$"
_WHY = re.compile(
    rf"^\W*{_SOFT}(?:why|what for|how come|for what(?: reason)?|why not|why ask|must i|do i have to|is (?:it|that|this) compulsory|what difference does (?:it|that) make|what'?s the point)\W*$"
    rf"|^\W*{_SOFT}(?:how come|why(?= you| u)|(?:why|y|how come)(?: on earth| exactly)? (?:do|would|should|are|must))(?: you| u| they| i)? (?:have to |need to |really |even |keep )?(?:ask(?:ing)?(?: me)?(?: for)?|(?:need|want|require|wanting|needing|give|say|tell you))\W*(?:{_DETAIL}|\W*$)"
    rf"|^\W*{_SOFT}(?:why|how come) (?:does|would|should|is|are) (?:that|this|it|these|those|the date|my name|the number) (?:matter|{_NEEDED})\b|^\W*{_SOFT}why (?:all|so many) (?:these |the |those )?questions\b|^\W*{_SOFT}why (?:is|are) (?:that|this|it|these|those)\W*$|^\W*{_SOFT}why (?:that|this) question\b"
    rf"|^\W*{_SOFT}what(?:'?s| is) (?:that|this|it|the point of (?:that|this|asking)) for\W*$|^\W*{_SOFT}what(?:'s| is) the (?:point of|reason for) (?:that|this|asking)\b"
    rf"|^\W*{_SOFT}what do (?:you|u) (?:need|want) (?:that|this|it|my \w+(?: \w+)?) for\b|^\W*{_SOFT}what(?:'s| has) (?:that|this|it|my \w+) got to do with\b"
    rf"|^\W*{_SOFT}(?:how is|is|are) (?:that|this|it|these|those) (?:really )?(?:{_NEEDED}|any of your business)\b|\bnone of your business\b"
    rf"|^\W*{_SOFT}(?:do|does|must) (?:you|i|it|u|that|this) (?:really |actually |have to )?(?:need (?:to know|{_DETAIL})|have to (?:say|answer|tell you|give (?:you )?(?:that|this|it|my \w+)?)|answer|say|matter)(?: that| this| it)?{_FOR_WHAT}",
    re.IGNORECASE,
)


def asks_why(text: str) -> bool:
    """Why we want to know; "why is it so slow" is about something else."""
    return _WHY.search(plain(text)) is not None


_AGAIN = re.compile(
    rf"\W*{_SOFT}(?:(?:what|pardon(?: me)?|sorry|eh|huh|come again|you what|say what|wha+t|excuse me|what\?? sorry|sorry\?? what|i beg your pardon|beg pardon)(?: please| was that| did you say| do you mean| you say)?"
    r"|(?:can|could|would|will) (?:you|u) (?:please )?(?:say|repeat|ask|rephrase|explain|re-?word)(?: (?:that|it|the (?:last )?question|me))?(?: (?:again|once more|differently|another way|please|the question|for me))*"
    r"|(?:please )?(?:say|ask)(?: (?:that|it|me|the question))? (?:again|once more|another way)|(?:please )?(?:repeat|rephrase)(?: (?:that|it|the (?:last )?question|yourself))?"
    r"|what(?:'s| is| was| were)(?: the| your)?(?: last)? (?:question|that|you asking|you saying)(?: again)?|what are you (?:asking|on about|saying|after)|(?:which|what) question|what did you (?:say|ask)(?: me)?|what do you (?:want|need) to know|ask (?:it |me )?differently|wot|what do you mean(?: by (?:that|this))?"
    r"|(?:i )?(?:don'?t|do not|didn'?t|did not|dont|didnt|can'?t|cannot) (?:really |quite )?(?:understand|get|follow|catch|read)(?: (?:that|it|this|the question|your question|what you (?:mean|want|said|are asking)|you))?"
    r"|(?:i )?(?:missed|forgot) (?:that|it|the question|what you (?:said|asked))|(?:i'?m )?not (?:sure|following) what you(?:'re| are)? (?:mean|asking|want)|(?:one more time|again|once more)|i'?m (?:lost|confused))"
    r"(?:\W+(?:please|again|sorry|thanks|mate|then))*\W*",
    re.IGNORECASE,
)
_STILL_THERE = re.compile(
    r"\W*(?:(?:hello|hi|hey|hiya|sorry|so|ok(?:ay)?|erm?|um)\W+)*(?:(?:are|r) (?:you|u|ya) (?:still )?(?:there|here|listening|awake|alive|working)"
    r"|(?:is )?(?:any(?:one|body)|some(?:one|body)) (?:still )?(?:there|here)|(?:you|u) (?:still )?(?:there|here))(?:\W+(?:please|still|now|bot|hello))*\W*",
    re.IGNORECASE,
)


def asks_if_there(text: str) -> bool:
    """Whether they only want to know that the chat goes on: "are you still there?", with no day or hour in it."""
    return _STILL_THERE.fullmatch(text) is not None


_ANOTHER_COMPLAINT = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|also|but|so|please|actually|yes|now|hang on|wait)\W+)*(?:(?:(?:can|could|may) i|i(?:'d like| want| would like| need| wish)(?: to)?|i(?:'ve| have)(?: got)?|let me|to) )?"
    r"(?:also |now )?(?:(?:make|log|raise|start|report|begin|open|put in|file) )?(?:an?other|a (?:new|second|different|separate|further)) complaint"
    r"(?: (?:please|now|too|as well|instead|first|about (?:something|another thing|sth)(?: else)?))*\W*$",
    re.IGNORECASE,
)


def wants_another(text: str) -> bool:
    """Whether they only say that they have another complaint, without telling it."""
    return _ANOTHER_COMPLAINT.search(text.replace("’", "'")) is not None


_SORRY_ALONE = re.compile(r"\W*(?:(?:no|ok|oh|yes)\W+)?sorry\W*", re.IGNORECASE)


def asks_repeat(text: str) -> bool:
    """They did not hear or understand the question. "Sorry" needs its question mark."""
    words = plain(text)
    if _SORRY_ALONE.fullmatch(words):
        return words.endswith("?")
    return _AGAIN.fullmatch(words) is not None


_FILLERS = r"(?:(?:ok(?:ay)?|no|nope|yes|yeah|right|well|and|so|i think|thanks?|thank you|cheers|ta|please|just|now|then|really|for (?:now|today|me)|actually|there'?s|sorry|mate|already|can you|could you|i want you to|let'?s)\b\W*)*"
_ALL = re.compile(
    rf"\W*{_FILLERS}(?:(?:is all(?: it| there is| i have)?|(?:that'?s|that is|this is|that'?ll be|that will be|that should be) (?:all|it|everything|the lot|plenty|enough(?: questions)?|about it|me done|us done|all i (?:have|have got|want to say|wanted to say)|all from me|all there is))"
    r"|(?:no|no further|not any|enough|stop (?:with )?(?:the|asking(?: me)?)|too many|stop|i'?ve had enough of|no more of) ?(?:more |the |these |your )?(?:questions?|details?)|no more|nothing (?:else|more)(?: to (?:add|say|tell you))?|nothing further|stop there|(?:leave|let'?s leave) it (?:at that|there)|(?:can we |let'?s )?(?:finish|wrap it up)(?: (?:it|now|here|there))?|you(?:'ve got| have|'ve) everything|no need for more|(?:just )?get on with it|send it off|that'?ll be all|(?:stop )?(?:asking|bothering) me(?: (?:things|stuff|questions|all this))?|i don'?t want (?:any )?more questions|go ahead and (?:log|send|submit|file) it|stop asking|enough(?: now| already)?|that will do|that'?ll do|all done"
    r"|(?:i )?(?:just )?(?:want (?:it|this|you to) )?(?:log|send|submit|file|register|raise|open)(?:ged|ted)?(?: (?:it|this|that|the complaint|my complaint|the case|a complaint))?(?: as (?:it is|is|it stands))?|(?:i just want it|get it) (?:logged|sent|submitted)"
    r"|(?:skip|leave(?: out)?|forget|never mind) (?:all )?(?:the )?(?:rest|others?|other questions|remaining(?: questions)?|them all|all that|everything else)(?: of (?:it|them|the questions))?|(?:skip|leave) (?:all|everything)|skip to the end"
    r"|done|finished|(?:i'?m|i am) (?:done|finished|through)|i have finished|finish(?: it)?(?: here)?|we'?re done|i'?ve (?:said|told you) (?:it all|everything|all i know)|i have (?:nothing|no more)(?: (?:else|more))?(?: to (?:add|say))?|i'?ve (?:nothing|no) (?:else|more)(?: to (?:add|say))?)"
    rf"(?:\W+{_FILLERS})?\W*",
    re.IGNORECASE,
)
_SENDS_IT = re.compile(
    r"\W*(?:(?:yes|yeah?|yeh|yep|yup|ok(?:ay)?|right|good|fine|correct|perfect|and|so|please|pls|just|now|then|thanks?|thank you|"
    r"(?:it|that|this|all|everything)(?:'?s| is)? ?(?:all )?(?:right|correct|true|good|fine|ok(?:ay)?)|all (?:right|correct|good))\b\W*)*"
    r"(?:please |pls |can you |you can |you may |now )*(?:send|submit)(?: (?:it|this|that|them|all|my complaint|the complaint|off|in|now|please|pls|then|thanks?|thank you|for me|as it is))*\W*",
    re.IGNORECASE,
)


def sends_it(text: str) -> bool:
    """ "Yes that is right, send it", "send": all is told, and they want it to go."""
    return _SENDS_IT.fullmatch(plain(text)) is not None


_BARE = re.compile(r"\W*(?:log|send|file|raise|open|register)\W*", re.IGNORECASE)
_PARTS_OF_ALL = re.compile(r"\s*[,.;!\n–—]+\s*|\s+(?:and|then)\s+|(?<=log it) (?=no\b)", re.IGNORECASE)
_BYE = re.compile(
    r"(?:(?:thanks?|thank you|ta|cheers|bye|goodbye|good ?night|see you|please|ok(?:ay)?|now|yes|no|mate|very much|for (?:your|the) (?:help|time)|so much)\b\W*)+",
    re.IGNORECASE,
)


def is_that_all(text: str) -> bool:
    """They have said what they want to say, or want no more questions; a whole message, not part of a story."""
    words = plain(text)
    if _BARE.fullmatch(words) is not None:
        return False
    if _ALL.fullmatch(words) is not None:
        return True
    parts = [part for part in _PARTS_OF_ALL.split(words) if part.strip()]
    ends = [part for part in parts if not _BYE.fullmatch(part)]
    return len(parts) > 1 and bool(ends) and all(_ALL.fullmatch(part) for part in ends)


_NO_MORE = re.compile(
    r"\b(?:no (?:more|further) (?:questions?|details?)|(?:that'?s|thats|that is) (?:all|it|everything|enough)|finish(?:ed)?|stop asking(?: me)?|enough questions|get on with it|nothing (?:else|more)|done)\b",
    re.IGNORECASE,
)


def ends_questions(text: str) -> bool:
    """They want no more questions, whether or not they say "log it" beside it: "just log it, no more questions"."""
    return is_that_all(text) and _NO_MORE.search(plain(text)) is not None


_GOODBYE = re.compile(
    r"\b(?:good ?bye|bye+(?:[ -]?bye)?|ta-?ra|cheerio|see (?:you|ya)(?: later| soon)?|good ?night|night night|(?:speak|talk) (?:to you )?(?:soon|later|tomorrow)|"
    r"(?:i'?m|i have to|i've got to|got to|gotta|must) (?:off|go|run)(?: now)?)\b\W*(?:thanks?|thank you|then|now|for now)?\W*$",
    re.IGNORECASE,
)


def says_goodbye(text: str) -> bool:
    """They leave: "bye then", "thank you, goodbye". With "?" it is a question."""
    return "?" not in text and _GOODBYE.search(plain(text)) is not None


_TELL = r"(?:told|complained|contacted|reported|rang|called|spoke|raised|wrote)"
_TARGETS = {
    "first_told_on": rf"(?:when|the (?:date|day)(?: when| on which| that)?|date|day) (?:i|we) (?:first |last )?{_TELL}\b[\w ]*|(?:date|day) of (?:my|the) (?:first )?(?:complaint|call)|(?:when|date) i complained|first (?:told|complained|complaint)(?: (?:date|day|on))?|complaint date|(?:the )?second date",
    "happened_on": r"(?:date|day|when it (?:happened|started|began|went wrong|broke|went off)|(?:date|day) (?:it|this) (?:happened|started|began)|start date|date of the fault|dates)",
    "reply_often": r"(?:how often[\w ]*|frequency|(?:the )?updates)",
    "reference": r"(?:(?:ticket|reference|ref|case|job)(?: (?:number|no))?)",
    "account": r"(?:account (?:number|no|ref(?:erence)?)|customer (?:number|no|ref(?:erence)?|id))",
    "customer": r"(?:home or business|business or home|kind of customer|type of customer|customer type|account type|kind of account|business|charity|home to business|business to home)",
    "reply_address": r"(?:e-?mail(?: address)?|(?:phone |mobile |contact |telephone )?number|mobile|phone|(?:postal |home )?address|post ?code|contact details|where (?:you|to) (?:reply|write|send it))",
    "reply_by": r"(?:how (?:you|they)(?:'ll| will)? (?:reply|answer|contact me|get back to me)|way (?:you|to) reply|contact method)",
    "name": r"(?:(?:first |last |full |sur)?name|surname|spelling of my name)",
    "acting_for": r"(?:who i(?:'m| am) acting for|name of the account holder|account holder'?s name)",
    "role": r"(?:role|account holder|whose account(?: it is)?)",
    "service": r"(?:service(?: affected)?|which service[\w ]*)",
    "amount": r"(?:amount|sum|figure|how much(?: i want| money)?)",
    "outcome": r"(?:outcome|what i(?:'d| would)? (?:want|like|asked for)(?: to happen)?|wish|result i want|refund)",
    "examples": r"examples?",
    "handled_by": r"(?:(?:who|the (?:person|name of the person)|person|name of the person)(?: (?:who|that))? (?:dealt|has dealt|handled|i (?:spoke|dealt|talked))(?: (?:with|to))?(?: it| me)?|handler|who i spoke to)",
    "still_happening": r"(?:(?:whether|if) it(?:'s| is) still[\w ]*|still happening(?: (?:answer|bit|part|one))?)",
    "needs": r"(?:needs|special needs|large print|braille)",
    "copies": r"(?:copies|documents|attachments)",
    "description": r"(?:description|what happened|what went wrong|story|wording|text of (?:my|the) complaint|complaint text|what i wrote)",
}
"""In this order: "account number" before "number", "when I first told you" before "when"."""
_THE = r"(?:the |my |your |that |this |what (?:i|you) (?:put|said|wrote) (?:for|about|as) |what you have for |answer (?:about|to|on) )*"
_ASK = rf"^\W*{_SOFT}(?:(?:can|could|may|please|(?:i|we)(?:'d|'ll)?|you|want|need|would|like|to|let me|have|got|must|should|actually|go back and|help me)\b\W*)*"
_CHANGE = r"(?:change|correct|amend|edit|update|alter|redo|re-?enter|go back to|modify|put right|fix)"
_WRONG = r"(?:(?:is|are|was|were|'s|looks|seems)(?: all| a bit| still| completely| actually)? ?)?(?:wrong|incorrect|not right|not correct|a mistake|misspel(?:t|led)|spel(?:t|led) wrong(?:ly)?|mistyped|a typo|isn'?t right|isn'?t correct|out of date)"
_END = r"(?:\W+(?:please|thanks|then|again|on (?:it|that|there|my complaint)|you have|i gave(?: you)?|i typed|i put|to something else|too|sorry|there|now|for (?:it|that)))*(?:\W+(?:to|it'?s|it is|it ends|it was|it should (?:be|say|read)|should be|i meant|as|not|in|use) .+)?\W*$"
_GIVEN = r"(?:i|you|you'?ve|i'?ve|they)(?: have)? (?:got|put|said|gave|given|typed|entered|have|wrote|taken|took)(?: down)?(?: you)?"
_FORMS = (
    rf"{_ASK}{_CHANGE} {_THE}(?P<what>{{target}}){_END}",
    rf"^\W*{_SOFT}{_THE}(?P<what>{{target}}) ?{_WRONG}{_END}",
    rf"^\W*{_SOFT}{_THE}(?P<what>{{target}}) (?:should (?:be|say|read|have been)|ought to be) .+$",
    rf"^\W*{_SOFT}(?:(?:it'?s|that'?s|all|everything|is|looks) )*(?:(?:right|fine|good|correct|ok(?:ay)?),? )?(?:apart from|except(?: for)?|other than|only|bar|just not) {_THE}(?P<what>{{target}}){_END}",
    rf"^\W*{_SOFT}(?:it'?s |that'?s |{_GIVEN} )?(?:the )?wrong (?P<what>{{target}}){_END}",
    rf"^\W*{_SOFT}{_GIVEN} {_THE}(?P<what>{{target}}) wrong{_END}",
    rf"^\W*{_SOFT}(?:it'?s |that'?s |that is )?not (?:the right|the correct|my) (?P<what>{{target}}){_END}",
    rf"^\W*{_SOFT}(?:there'?s |there is |i(?:'ve)? made |i have made )?an? (?:mistake|typo|error|slip) (?:in|with) {_THE}(?P<what>{{target}}){_END}",
)
_CHANGES = {
    key: re.compile("|".join(form.replace("?P<what>", "?:").format(target=target) for form in _FORMS))
    for key, target in _TARGETS.items()
}
_LONGEST_WISH = 90
_NOT_OUR_ANSWER = re.compile(
    r"^\W*(?:(?:i|we) (?:want|need|would like|'d like) to )?(?:update|change) (?:my|our) (?:business|service|account|phone|mobile)\W*$"
)


def wants_change(text: str) -> str | None:
    """The key of the answer they want to change; the new value is not read here."""
    words = plain(text)
    if len(words) > _LONGEST_WISH or _NOT_OUR_ANSWER.search(words):
        return None
    return next((key for key, pattern in _CHANGES.items() if pattern.search(words)), None)


_IS = r"(?:(?: number| details?)? (?:is|are|was)(?: now| actually| really)?|:| =|'s)"
_NAMED = {
    key: re.compile(
        rf"^\W*{_SOFT}{_THE}(?:{target}){_IS}\s+(?!not\b|wrong\b|incorrect\b|{_WRONG})(.+)$", re.I | re.S
    )
    for key, target in _TARGETS.items()
    if key != "description"
}


def named_detail(text: str) -> tuple[str, str] | None:
    """The key of an answer that is named with its value, and the value as typed: "the amount is £35"."""
    words = text.replace("’", "'").strip()
    if len(words) > _LONGEST_WISH or words.endswith("?"):
        return None
    found = ((key, pattern.match(words)) for key, pattern in _NAMED.items())
    return next(((key, match[1].strip(" .")) for key, match in found if match), None)


_CHANGE_SOMETHING = re.compile(
    rf"^\W*(?:(?:can|could|may) i |i(?:'d like| want| need) to |please )*{_CHANGE} (?:something|it|that|my (?:answers?|details)|things?|an answer)\b",
    re.IGNORECASE,
)


def wants_to_change(text: str) -> bool:
    """Something told before is to change, whether or not it is said what."""
    words = text.replace("’", "'")
    return wants_change(words) is not None or _CHANGE_SOMETHING.search(words) is not None


_SUMMARY = re.compile(
    r"\b(?:what (?:have|did) (?:you|i) (?:got|get|put|put down|written|write|noted|said|say|told|tell|given|give)|what you(?:'ve| have) (?:got|put)|(?<!no[ -])(?<!not )(?<!n't )show (?:me )?(?:it|that|what (?:(?:you|i|u)(?:'ve)?(?: have| got| put| said| wrote| told)*)|again|my (?:complaint|details|answers|case))(?: again)?"
    r"|read (?:it|that|my \w+) back|(?:can|could|let me) (?:i )?(?:see|check) (?:what|my (?:complaint|details|answers)))\b",
    re.IGNORECASE,
)
_WHY_ELSE = re.compile(
    r"^\W*(?:but )?(?:what code|(?:do i (?:really )?(?:have|need) to|must i|why should i)(?=\W*$| (?:answer|give|tell|say|fill|provide|put|do (?:this|that|it))\b)|what (?:happens )?if i (?:skip|don'?t|do not|leave)|(?:and )?what'?s (?:that|it|this) (?:used )?for|what (?:is|are) (?:that|it|they|those) for)\b",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"\W*(?:(?:ok(?:ay)?|fine|sure|right|yes|yeah|alright|all right|good|thanks?|thank you|ta|cheers|great|then|please|got it|i see|understood|no problem|go on|carry on|continue|next)\b\W*)+",
    re.IGNORECASE,
)


def asks_summary(text: str) -> bool:
    """They want to see what was put down so far."""
    return _SUMMARY.search(text.replace("’", "'")) is not None


def asks_if_needed(text: str) -> bool:
    """Do they have to answer this, and what if not?"""
    return _WHY_ELSE.search(text.replace("’", "'")) is not None


_BOTH_RIGHT = re.compile(
    r"\W*(?:(?:no|yes|yeah)\W+)?(?:(?:they|those|the dates)(?:'re| are)? )?(?:both|all)(?: of them)?(?: are| dates are)? (?:right|correct|fine|ok|okay|true)\W*",
    re.IGNORECASE,
)


def is_go_on(text: str) -> bool:
    """A nod to what was said, no answer and no wish: "fine, carry on", "both are right"."""
    return _GO_ON.fullmatch(text) is not None or _BOTH_RIGHT.fullmatch(text.replace("’", "'")) is not None


def is_done(text: str) -> bool:
    """They have had enough of the chat, and do not ask for a complaint to be logged."""
    return (
        is_that_all(text)
        and re.search(r"\b(?:log|send|file|raise|submit|open|complain\w*)\b", text, re.IGNORECASE) is None
    )


_MINUTE = r"(?:(?:a|one|1|two|2|a few|a couple of|just a|five|5) )?(?:bit(?: of time)?|minutes?|mins?|moments?|mo|se(?:c|cs|conds?)|ticks?|jiffy)"
_A_MINUTE = rf"(?: (?:on )?(?:for )?{_MINUTE})?"
_LOOKS = r"(?:think|check|look|see|find out|have a (?:think|look)|(?:look|think) (?:it|that|this) (?:up|over|through)|(?:think|look) (?:about|into|at) (?:it|that|this)|check (?:it|that|this)|(?:find|dig out|look for|check) (?:it|them|(?:the|my) (?:\w+ )?\w+))"
_TIME = re.compile(
    rf"\W*{_SOFT}(?:(?:(?:please|can you|could you|will you|you) )*(?:(?:just )?give me {_MINUTE}|(?:just )?bear with me{_A_MINUTE}|(?:just )?(?:hang|hold) (?:on|fire){_A_MINUTE}|(?:just )?wait{_A_MINUTE})"
    rf"|(?:just )?(?:a|one|1|two|2) (?:moment|mo|sec|secs|second|ticks?|minute please|min please)"
    rf"|(?:i|we)(?:'d| would)? (?:just )?(?:(?:need|like|want) (?:{_MINUTE}|time|to think(?: (?:about|on|over) (?:it|that|this))?)|need to {_LOOKS})|(?:just )?let me(?: just)? {_LOOKS}|(?:i|we)(?:'ll| will)(?: just)? (?:have to |need to )?{_LOOKS}"
    rf"|brb|be right back)"
    rf"(?:\W+(?:please|first|then|ok|thanks|sorry|now|for {_MINUTE}|{_MINUTE}|(?:while|whilst|so) i (?:can )?{_LOOKS}|(?:and )?(?:i'?ll|let me)(?: just)? {_LOOKS}|to {_LOOKS}))*\W*",
    re.IGNORECASE,
)


def asks_for_time(text: str) -> bool:
    """They want a moment before they answer, and tell nothing else: "let me think about it", "hang on a sec"."""
    return _TIME.fullmatch(plain(text)) is not None
