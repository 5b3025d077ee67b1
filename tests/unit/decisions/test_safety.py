"""Words that must never wait behind a form, and words that only sound like it."""

from __future__ import annotations

import time

import pytest

from bot.decisions.safety import Danger, danger_in

SUICIDE, LIFE, ABUSE, LIFELINE, NO_FOOD, CUT_OFF, DISTRESS, BEREAVEMENT, ILLNESS = Danger

FIRES = [
    # suicide and self-harm
    (SUICIDE, "I feel suicidal"),
    (SUICIDE, "im gonna kill myself if this carries on"),
    (SUICIDE, "I’ve thought about ending it all"),
    (SUICIDE, "I don't want to be here any more"),
    (SUICIDE, "i dont want to live anymore, your bills have finished me"),
    (SUICIDE, "Honestly I just want to die."),
    (SUICIDE, "there is no point living any more"),
    (SUICIDE, "what's the point in going on"),
    (SUICIDE, "my son tried to take his own life last week and we have no phone"),
    (SUICIDE, "I have taken all my tablets"),
    (SUICIDE, "my family would be better off without me"),
    (SUICIDE, "I keep thinking about hurting myself"),
    (SUICIDE, "self harming again because of the stress"),
    (SUICIDE, "feeling sucidal tbh"),
    (SUICIDE, "I can't go on. Nobody answers."),
    (SUICIDE, "wish i was dead"),
    (SUICIDE, "I want to kill myself that is how bad it is"),
    (SUICIDE, "I want to kill myself over this bill. How long will you take?"),
    (SUICIDE, "been thinking about killing myself over all this debt"),
    (SUICIDE, "there is nothing left to live for"),
    (SUICIDE, "thinking of ending things"),
    (SUICIDE, "my brother killed himself last month"),
    # danger to life and limb
    (LIFE, "The router is on fire!"),
    (LIFE, "there's smoke coming out of the box you sent us"),
    (LIFE, "the hub keeps sparking when I plug it in"),
    (LIFE, "my wife has collapsed and I can't phone an ambulance"),
    (LIFE, "With the line down we cannot call 999"),
    (LIFE, "mum isn't well and I couldn't ring 999 last night"),
    (LIFE, "he's not breathing"),
    (LIFE, "can't seem to catch my breath enough to talk"),
    (LIFE, "I cannot get my breath"),
    (LIFE, "I have chest pains and my phone won't connect"),
    (LIFE, "your engineer left bare wires in the hall and my toddler got an electric shock"),
    (LIFE, "your cable is hanging across the pavement at neck height outside the school"),
    (LIFE, "someone is going to get killed by that pole"),
    (LIFE, "There is a strong smell of gas since your man drilled"),
    (LIFE, "my life is in danger"),
    (LIFE, "phone's dead and my baby isn't breathing"),
    (LIFE, "I got a shock from the socket your engineer fitted"),
    (LIFE, "someone is trying to break in and the line is dead"),
    # abuse
    (ABUSE, "My ex is tracking my phone through the account"),
    (ABUSE, "my husband hits me and he opens the bills"),
    (ABUSE, "please do not give my ex-husband my new address"),
    (ABUSE, "I fled domestic violence and he must not find out where I am"),
    (ABUSE, "I'm in a women's refuge and need the number changed"),
    (ABUSE, "my violent partner controls my phone"),
    (ABUSE, "I've got a non-molestation order against him"),
    (ABUSE, "I don't feel safe"),
    (ABUSE, "someone is threatening me on that number and I'm terrified"),
    # somebody depends on the line
    (LIFELINE, "my phone is my lifeline"),
    (LIFELINE, "That landline is mum's only lifeline, she is 91"),
    (LIFELINE, "My pendant alarm doesn't work without the line"),
    (LIFELINE, "careline has been off since Tuesday"),
    (LIFELINE, "I'm on home oxygen and you cut me off"),
    (LIFELINE, "the dialysis machine reports over the broadband"),
    (LIFELINE, "my son's epilepsy monitor runs off the wifi"),
    (LIFELINE, "It is my only way of getting help, I'm 89"),
    (LIFELINE, "the hospital cannot get through to me"),
    (LIFELINE, "I can't ring the district nurse"),
    (LIFELINE, "waiting on a call from the transplant team and my line's dead"),
    (LIFELINE, "I live alone and nobody can reach me, the phone is down"),
    (LIFELINE, "I am housebound with no phone"),
    (LIFELINE, "if I fall nobody will know, the phone is dead"),
    # a bill against food or warmth
    (NO_FOOD, "you took £180 and now I can't afford food"),
    (NO_FOOD, "I have no money left for food because of this bill"),
    (NO_FOOD, "it's heat or eat in this house since you overcharged me"),
    (NO_FOOD, "I can't feed my kids this week"),
    (NO_FOOD, "we had to go to the food bank after your direct debit"),
    (NO_FOOD, "the children went to bed hungry, they go hungry so I can pay you"),
    (NO_FOOD, "I'm choosing between your bill and feeding the baby"),
    (NO_FOOD, "I'm starving because you took every penny, we are starving"),
    (NO_FOOD, "haven't eaten for two days, you emptied my account"),
    # distress
    (DISTRESS, "this is affecting my mental health"),
    (DISTRESS, "I can't cope"),
    (DISTRESS, "I'm in tears here"),
    (DISTRESS, "my anxiety is through the roof since you cut me off"),
    (DISTRESS, "it's making me ill"),
    # loss and illness
    (NO_FOOD, "I don't have anything to eat because of your bill"),
    (BEREAVEMENT, "My husband died in March and you still write to him"),
    (DISTRESS, "I just can't cope with all of this any more"),
    (BEREAVEMENT, "mum passed away last week"),
    (BEREAVEMENT, "my husband John died and you still bill him"),
    (BEREAVEMENT, "My wife, Mary Jones, has passed away"),
    (BEREAVEMENT, "our dad Alan just died"),
    (BEREAVEMENT, "I lost my wife in the summer"),
    (BEREAVEMENT, "you keep billing my late father"),
    (BEREAVEMENT, "the account holder has died"),
    (ILLNESS, "I've got cancer and can't deal with this as well"),
    (ILLNESS, "my wife is dying"),
    (ILLNESS, "I'm disabled and can't get out"),
    (ILLNESS, "I had a stroke in May and could not read the bill"),
    (ILLNESS, "my dad has dementia and you sold him three contracts"),
    (ILLNESS, "I'm in hospital and they are still charging me"),
    # old, ill or disabled, and no phone
    (CUT_OFF, "I am 81 years old and my phone is dead"),
    (CUT_OFF, "My phone line has been dead 9 days and I have COPD"),
    (CUT_OFF, "I'm 84 and I have had no phone for a week"),
    (CUT_OFF, "my mother is 90 and her landline is dead"),
    (CUT_OFF, "no dial tone since Friday and I have a heart condition"),
    (CUT_OFF, "Landline dead, my husband has dementia"),
    (CUT_OFF, "an elderly lady next door has no phone, the line is down"),
    (LIFELINE, "dead 9 days, I have COPD and my alarm pendant runs off the phone line"),
    # a death told by the way
    (BEREAVEMENT, "will you stop the direct debit, he is dead"),
    (BEREAVEMENT, "she is dead so stop writing to her"),
    (BEREAVEMENT, "the man you are writing to is dead"),
    (BEREAVEMENT, "he's been dead three weeks and you keep sending bills"),
    (SUICIDE, "I'm not suicidal but I can't go on"),
]  # fmt: skip

IS_QUIET = [
    "we are bleeding money here because of the outage",
    # figures of speech
    "this hold music is killing me",
    "the wait is killing us, we lose customers every day",
    "I'm dying to know when you will fix it",
    "I nearly died laughing at your reply",
    "I was dying of embarrassment in front of the client",
    "bored to death listening to that tune",
    "I'd kill for a decent connection",
    "you'll be the death of me",
    "over my dead body will I pay that",
    "I nearly had a heart attack when I saw the bill",
    "that invoice gave me a heart attack",
    "my boss is going to kill me if the order does not go out",
    "I could murder a cup of tea while I wait",
    "I was laughing so hard I nearly killed myself laughing",
    "by a stroke of luck I kept the receipt",
    "sick to death of your excuses",
    "I'm sick and tired of this",
    "a million deaths on this game because of the lag",
    "I'll hang myself a picture while I hold",
    "I can't go on paying £50 a month for nothing",
    "this can't go on",
    "I want to end my contract",
    "I cut myself on the edge of your cabinet last spring",
    "I just want to end it all with you and switch",
    # titles and trade
    "Suicide Squad keeps buffering",
    "the song Suicide is Painless cut out half way",
    "it would be commercial suicide to stay with you",
    "we run a suicide helpline and need two more lines",
    "it's not a matter of life and death but please hurry",
    "I can't reach the hospital website",
    "my fire stick won't connect",
    "the firewall is blocking our calls",
    "there's a fire alarm line on the account that I don't need",
    "the burglar alarm can't dial out",
    "our heart rate monitor app will not sync",
    "we can't take food orders because the phones are down",
    "we are a food bank and our phones are down",
    "broadband is the lifeline of our business",
    "I can't feed the cable through the wall",
    "I haven't eaten lunch, waiting in for your engineer",
    "you charged me £999",
    "they said 999 pounds to leave early",
    # equipment dies, lines are dead
    "the line is dead",
    "the router died on Monday",
    "my dad's phone died",
    "the battery is dying",
    "dead line since the 3rd of November",
    "calls keep dropping dead in the middle",
    # words of danger in plain complaints
    "My name is Sam Piper",
    "I rang your customer careline twice",
    "they told me on the careline that it was fixed",
    "the help button on your website does nothing",
    "the lines are down in our street",
    "the phone line has been down across the whole road since Monday",
    "your cable box is down the road",
    "an exposed cable in the hedge looks untidy",
    "my phone battery is going to die",
    "the laptop is gonna die any minute",
    "you are trying to take my life savings",
    "I'm stuck in this contract and there's no way out",
    "can't see a way out of this contract",
    "I'm tired of living without internet",
    "the exchange is 5 kms away",
    "if I fall behind with payments what happens",
    "the phone is all I have been able to use",
    "Please help, I need my broadband fixed",
    "we rely on our broadband for the help desk",
    "it is our only way to reach my clients",
    "how do I get help, I need the internet for work",
    "we lost our baby monitor connection",
    "I lost my kids' favourite programmes",
    "we couldn't get any food shopping done online",
    "I can't buy groceries online while it's down",
    "he threatened me with disconnection",
    "your agent said she would threaten me with debt collectors",
    "he beat me to the appointment slot",
    "I want a full breakdown of charges",
    "after a breakdown of the bill I still don't understand",
    "we are having a breakdown in service every day",
    "no use crying over spilt milk",
    "the router is in a bad place by the window",
    "my partner is controlling the thermostat through your hub",
    "my ex-landlord had the account before me",
    "my son is always on the wifi",
    # plain complaints
    "your agent was abusive to me on the phone",
    "your staff gave me verbal abuse",
    "this is an abuse of power",
    "I lost my dad's number when you ported it",
    "I lost my wife's phone and need a new SIM",
    "you disabled my account",
    "the wifi is disabled on the new hub",
    "he's disabled my voicemail",
    "he hit my car while parking the van",
    "your engineer threatened me with a bill for a missed visit",
    "I cut myself off by mistake",
    "my internet cuts itself off",
    "I'm scared of what the next bill will be",
    "I'm going to my doctor's on Monday so come on Tuesday",
    "I work in a hospital and need the line for work",
    "please take me off the list, I never asked for calls",
    "I want compensation for the loss of service",
    "you are hurting small businesses like ours",
    "the engineer passed away from our street without stopping",
    "I need an emergency engineer visit",
    "the service has been terminal for weeks",
    "I'm depressed by your service",
    "do you do large print",
    "I'm registered blind and need Braille",
    "can I go to CISAS yet",
    "",
    # a line is dead, and nobody is
    "my phone is dead",
    "I have 81 staff and the phone line is dead",
    "no phone line at 80 mb for 90 pounds",
    "he said the line is dead",
    "he is dead right about that",
    "they are dead slow",
    "he is dead to me",
    # taken back
    "oh no I am not in danger dear",
    "I'm not suicidal, I just want my broadband back",
]  # fmt: skip


@pytest.mark.parametrize(("danger", "text"), FIRES)
def test_the_net_catches(danger: Danger, text: str) -> None:
    assert danger_in(text) is danger


@pytest.mark.parametrize("text", IS_QUIET)
def test_the_net_lets_through(text: str) -> None:
    assert danger_in(text) is None


def test_every_kind_is_shown_above() -> None:
    assert {danger for danger, _ in FIRES} == set(Danger)


def test_the_most_urgent_of_several_is_named() -> None:
    assert danger_in("My mum died, I have no money for food and I want to die") is SUICIDE


def test_capitals_typographic_apostrophes_and_spaces_change_nothing() -> None:
    assert danger_in("I  DON’T   WANT TO LIVE ANY MORE") is SUICIDE
    assert danger_in("I want to d\u200bie") is SUICIDE


def test_lines_that_end_in_the_middle_of_a_sentence_hide_nothing() -> None:
    assert danger_in("I really do want\nto die") is SUICIDE
    assert danger_in("I can't go on\nand nobody answers me") is SUICIDE


def test_an_idiom_does_not_hide_what_stands_beside_it() -> None:
    assert danger_in("This is killing me. I want to kill myself.") is SUICIDE
    assert danger_in("Sick to death of you, and my husband died in May") is BEREAVEMENT


@pytest.mark.parametrize(
    "text",
    ["a" * 20_000, "my mum " * 3_000, "can't " * 4_000, "phone is " * 3_000, "0 " * 10_000, " " * 20_000,
     "i have been " * 2_000, "no money for " * 2_000, "hospital can't reach " * 1_000, "is my only " * 2_000],
)  # fmt: skip
def test_no_text_holds_it_up(text: str) -> None:
    began = time.perf_counter()
    danger_in(text)
    assert time.perf_counter() - began < 2
