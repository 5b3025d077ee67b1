"""People, and help that is called for: parts of the signs of several kinds of danger."""

from __future__ import annotations

KIN = (
    r"(?:husband|wife|partner|fianc[eé]e?|boyfriend|girlfriend|mother|mum|mam|mom|mummy|father|dad|daddy|"
    r"parents?|son|"
    r"daughter|brother|sister|twin|nan|nana|nanna|gran|granny|grandma|grandmother|grandad|granddad|"
    r"grandfather|uncle|"
    r"aunt|auntie|aunty|child|kids?|baby|little (?:boy|girl|one)|neighbour|friend)"
)
THEY = r"(?:i|he|she|they|we|someone|somebody)"
CANNOT = r"(?:can(?:'?t|not| not)|could ?n'?t|unable to|not able to|no way (?:to|of)|couldn't)"
CALL = (
    r"(?:call|calling|ring|ringing|dial|dialling|phone|phoning|reach|reaching|contact|contacting|get"
    r"(?:ting)?(?: hold of| through to)?)"
)
CARE = (
    r"(?:hospital|doctors?|gp|nurses?|ward|consultant|midwife|carers?|care team|transplant (?:team|unit|"
    r"centre)|hospice|"
    r"oncology|dialysis unit|crisis team|chemist|pharmacy|district nurse|samaritans)"
)
HELP = (
    r"(?:999|112|111|an? ambulance|the ambulance|ambulances|paramedics?|the police|the fire brigade|"
    r"the emergency services|emergency services|for help)"
)
