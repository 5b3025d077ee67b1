"""Somebody has died."""

from __future__ import annotations

from typing import Final

from bot.decisions.safety_idioms import any_of
from bot.decisions.safety_signs.people_and_help import KIN

_LATELY = r"(?:(?:has|have|had|'s|just|only|recently|sadly|suddenly|both|also|unfortunately|is|are|now) ?)*"

_THING = (
    r"(?:\w*phones?|mobiles?|router|hub|laptop|computer|pc|tablet|ipad|tv|telly|line|landline|internet|broadband|wi-?fi|"
    r"battery|alarm|monitor|modem|handset|box|car|dog|cat|hamster|connection|signal|account|and|or|said|says|told|"
    r"nearly|almost|has|had|is|was|just|never|in|on|at|of|to|s)"
)
"""What dies of theirs, and words that are no name."""

SIGNS: Final = any_of(
    rf"\b(?:just |recently |have to )?(?:buried|burying|bury|cremated) (?:my|our) {KIN}\b",
    # "my husband John died": a name between, which is no thing of theirs.
    (
        rf"\b(?:my|our)(?: \w+)? {KIN},? (?!{_THING}\b)[a-z][a-z'-]+(?: (?!{_THING}\b)[a-z][a-z'-]+)?,? "
        rf"(?:who )?{_LATELY}(?:died|passed away)\b(?! laughing)"
    ),
    rf"\b{KIN} has (?:just |recently |sadly )?passed\b(?! (?:the|it|on the|her|his|you|me|a|over)\b)",
    (
        rf"(?:^|[.,;!?\n] ?|just |we |i )lost my {KIN}\b(?!'| ?(?:'s|s'|number|phone|"
        r"sim|account|password|details|contact|monitor|connection|signal|line|internet|tv|broadband|photos?))"
    ),
    (
        rf"\b{KIN}(?:'s)? {_LATELY}(?:died|passed away|passed on|passed last|is dead|was killed|"
        r"were killed)\b(?! laughing)"
    ),
    (
        r"\b(?:account ?holder|customer|tenant|bill payer|he|she)(?: has| had|'s| just| recently| sadly)* "
        r"(?:died|passed away)\b"
    ),
    # "stop the direct debit, he is dead": of a person, and nothing follows that makes it a figure of speech.
    (
        rf"\b(?:he|she|they|{KIN}|(?:the |my )(?:customer|account ?holder|man|lady|woman|gentleman|person|tenant)"
        r"(?: (?:that |who )?(?:you(?:'re| are| keep)|whose)[^.?!,\n]{0,30})?)"
        r"(?:'s|s| is| are| has been|'s been| have been)?(?: (?:now|already|sadly|unfortunately|been|actually))* dead"
        r"(?= *(?:$|[.,;!?\n)]|(?:and|so|but|now|since|because|cos|why|please|you|i|we|stop|these)\b|"
        r"(?:for )?(?:\w+ )?(?:days?|weeks?|months?|years?)\b))"
    ),
    rf"\bmy late {KIN}\b|\bbereave\w*\b|\bdeceased\b|\bdeath (?:certificate|of my|in the family)\b",
    rf"\bwidow(?:ed|er)?\b|\bprobate\b|\bexecutor of\b|\b(?:{KIN})'?s (?:death|funeral|estate)\b",
    r"\b(?:arranging|planning|at|after|day of) (?:a|the|his|her) funeral\b",
    (
        rf"\b(?:i|we|i'?ve|have)(?: just| recently| sadly)? lost (?:my|our) {KIN}\b(?!'| ?(?:'s|s'|number|"
        r"phone|sim|account|password|details|contact|monitor|connection|signal|line|internet|tv|broadband|"
        r"photos?))"
    ),
    r"\bmiscarriage\b|\bstillb\w+",
)
