"""The other ways to complain, for when this chat cannot answer."""

from __future__ import annotations

from bot.decisions.provider import Channel, ChannelKind, Provider
from bot.wording import Words

_SAID_AS = {
    ChannelKind.PHONE: "utter_web_way_phone",
    ChannelKind.EMAIL: "utter_web_way_email",
    ChannelKind.LETTER: "utter_web_way_letter",
    ChannelKind.WEB_FORM: "utter_web_way_form",
    ChannelKind.TICKET: "utter_web_way_ticket",
}


def other_ways(provider: Provider, words: Words) -> str:
    """The provider's channels as the end of a sentence ("phone 01223 …, or email …"), as its page gives
    them."""
    ways = list(dict.fromkeys(way for channel in provider.channels if (way := _way(channel, words))))
    if not ways:
        return words.text("utter_web_way_none", provider=provider.name)
    *most, final = ways
    return f"{'; '.join(most)}; or {final}" if most else final  # addresses have commas of their own


def _way(channel: Channel, words: Words) -> str | None:
    value = channel.value or ", ".join(channel.lines)
    if channel.kind not in _SAID_AS or not value:
        return None
    return words.text(_SAID_AS[channel.kind], value=value)
