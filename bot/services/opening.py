"""The first words of a chat: a bot, kept, a person can be had; and the provider's own notice about monitoring."""

from __future__ import annotations

from bot.decisions.provider import Provider
from bot.services.context import Context
from bot.wording import Said


def opening_words(context: Context, provider: Provider) -> list[Said]:
    notices = [Said(notice.text) for notice in provider.notices if notice.at_opening]
    scheme = context.schemes[provider.adr.scheme].name.value
    return [*notices, context.words.say("utter_opening", provider=provider.name, scheme=scheme)]
