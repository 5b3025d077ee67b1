"""Everyday words, misspelt or foreign, are no danger by themselves; a doubtful turn of the same words is left alone."""

import pytest

from bot.decisions.safety import Danger, danger_in
from bot.readers.danger_heard import danger_heard
from bot.readers.everyday_words import everyday_words_only
from bot.readers.trouble import sounds_distressed

EVERYDAY = [
    "I am deaf, I use BSL. Engineer did not come Friday. Your company phone me 4 times. I can not hear phone.",
    "New appointment and text or email before he come, no phone call",
    "i want 48 pound back and stop",
    "i leave contactnow in september. why you take still 24 pound october november",
    "told ur guy on fone on 16 nov he sed hed sort it. he didnt",
    "I stayed all the day waiting the technician. Is the second time.",
    "hi im tryin to leave yous and your charging me 240 to leave but my contrat endid in september",
    "your charging me 240 to leave but my contrat endid in september",
    "my contrat endid in september so i shud pay nothin",
    "she is my nan and cant do computers, just say the amount or when the contract ends",
    "she is my nan and cant do computers, just say when the contract ends",
    "No I have not told anybody before, how could I, the phone is dead. I am at my daughters on her computer.",
    "told ur lad on the fone last thurs he sed it wud be sorted. it wasnt",
    "i rang yous on 3 nov n a woman sed sum1 wud come out. nobdy did",
    "wen i left yous in june the man sed nuffin to pay, now i got a bill for 180",
    "i carnt get on the internet since sunday and the man on the fone hung up",
    "my bil is dubble and nobdy will tel me why",
    "ive bin chargd for a box i sent bak in augest",
    "contrat finishd in july but yous still takin money",
    "hi im tryin to cancel my brodband but yous say i owe 95",
    "ur enginear never cum and i lost a days pay",
    "she is my mum and cant use the computer, just tell me when her contract finishes",
    "he is my grandad and doesnt do the internet, can you say what he pays",
    "my nan cant do emails, i do it for her, what does she owe",
    "I stayed in the house all the morning waiting for your man. Is the third time.",
    "I am waiting the technician since two weeks, is not possible",
    "I have called yesterday and the girl told me that the router will arrive, has not arrived",
    "The internet is not going since the Monday, my shop can not take cards",
    "Please, I want to leave your company, my contract is finished in October",
    "You have take from my account two times the same money, I want it back",
    "Good day, I am not agree with the invoice, is too much",
    "No I have not spoken to anyone yet, how can I, the line is dead",
    "I could not ring you, could I, the phone is off. I am on my sons laptop",
    "how am i meant to fone yous wen the fone is ded",
    "im on my neighbours wifi cos mine is ded agen",
    "the fone is dead agen an ive told yous twice",
    "i just wana leave now the contract has ended, stop charging me",
    "ended my contract in may, still gettin bills for 30 quid",
    "why shud i pay nothin is workin",
    "i aint payin for nothin when the wifi dont even work",
    "im not payin no more till its fixed",
    "told them i was leavin in sept, they sed fine, now 3 more bills",
    "i spoke to sum bloke on 12 nov he promist to ring me back. he never",
    "ur man sed on the fone it wud be fixt by fri. its not",
    "gave my notis in april an got charged 60 for leavin",
    "the bil has gon up agen an no one sed nothin to me",
    "ive payed twice this munth an carnt get thru to no one",
    "my contrak runs out in december how much to leave early",
    "contract was endid in march so theres nothin to pay",
    "i dont owe nothin my contrack is finishd",
    "the enginer was ment to come tusday n never showd",
    "my gran is no good with computers so just tell me the price of her contract",
    "she is 79 and does not do computers, i only need to know the bill date",
    "I remain at home the full day and the engineer did not arrive. It is the second time.",
    "I lost all the day for nothing, your technician he did not come",
    "Since three days I am without internet, I have told your colleague",
    "I have finish my contract in september and you continue to charge",
    "You promise me the refund for last Friday and nothing has arrived",
    "I am very not happy, the price is changed and nobody advise me",
    "No, I did not tell anyone, how would I, there is no dial tone. I am at the library",
    "couldnt call you because the phone doesnt work, im using my daughters tablet",
    "cant ring u the lines gone so im on my mates phone",
    "my fone dosnt work an i told ur girl on monday",
    "its bin 3 weeks an im still waitin on the router",
    "line went ded at 4 an its bin ded since",
    "just let me leave, ive served my contract",
    "i wanna end it in january when the term is up",
    "yous took 56 quid to much out my acount an i want it bak",
    "i told yous in augest it was finishd, what do i have to do",
]
DENIED = [
    "No danger. I not suicide. I want complaint, engineer not come.",
    "no i have food. is only wrong money. i want complain",
    "I'm not in danger, the bill is wrong",
]
NOT_DENIED = [
    "I have food but no heating",
    "no danger but he is outside",
    "i have no food",
    "not suicidal yet",
    "I'm not suicidal but i cant go on",
    "text me before he comes home",
]
DOUBTFUL = [
    "I wont be needing the line after today",
    "he took my phone and wont let me call anyone",
    "if the phone rings he answers and then i get it",
    "he said if i ring you again i will be sorry",
    "please close the account, i will be gone by friday",
    "you will not need to send me any more bills after tonight",
    "he keeps my phone and my money and i cant leave",
    "i want it to stop, all of it, not just the phone",
    "i have no money left for anything after your bill",
    "there is nothing for the children after you took the payment",
    "i just want to be with my wife again, she went in may. cancel the line",
    "my husband does not know i am writing to you, please dont ring",
    "tell my daughter i said sorry. the bill is paid",
    "i cant do this any more, the phone, the bills, all of it",
    "he is outside and i cant ring anyone",
    "he made me give him my phone",
    "i have sorted the bill and told the neighbours. its time",
    "no one will be here when you call",
    "i took all of them and now im sorry, the phone is dead",
    "i cant wait no longer i want to go now",
    "my dad gets in at six and the phone must be back where it was",
    "i think i should be dead",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_alone_are_heard_as_such_however_they_are_spelt(text: str) -> None:
    assert danger_in(text) is None
    assert everyday_words_only(text)
    assert danger_heard(text, {"kind": "suicide", "confidence": 0.45}) is None
    assert not sounds_distressed(text, 0.45)


@pytest.mark.parametrize("text", DENIED)
def test_a_denial_with_everyday_words_beside_it_raises_no_alarm_again(text: str) -> None:
    assert danger_heard(text, {"kind": "no_food", "confidence": 0.9}) is None


@pytest.mark.parametrize("text", NOT_DENIED)
def test_half_a_denial_is_none(text: str) -> None:
    assert danger_heard(text, {"kind": "no_food", "confidence": 0.9}) is not None


@pytest.mark.parametrize("text", DOUBTFUL)
def test_the_model_is_believed_where_everyday_words_may_mean_something_else(text: str) -> None:
    assert danger_heard(text, {"kind": "suicide", "confidence": 0.85}) is Danger.SUICIDE


def test_somebody_near_them_or_little_of_a_trade_needs_a_model_that_is_less_sure() -> None:
    of_him = "he has not sent back the router and the phone"
    assert everyday_words_only(of_him, 0.4)
    assert not everyday_words_only(of_him, 0.6)
    assert everyday_words_only("the router has stopped", 0.7)
    assert not everyday_words_only("the router has stopped", 0.9)
    assert everyday_words_only("the router has stopped and i still pay", 0.99)


def test_one_word_that_is_not_on_the_list_leaves_it_to_the_model() -> None:
    assert everyday_words_only("I left the box and the router on the table") is False
    assert not everyday_words_only("")


def test_an_engine_that_does_not_say_how_sure_it_is_is_believed() -> None:
    assert danger_heard("he has not sent back the router", {"kind": "abuse"}) is Danger.ABUSE


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("she had a fall in August so it is dangerous, I want it mended by tomorrow", Danger.LIFELINE),
        ("my mum has fallen twice this year and it must be mended", Danger.LIFELINE),
        ("he fell in March, it is not safe like this", Danger.LIFELINE),
        ("she fell off the bridge", Danger.SUICIDE),
        ("I fell and nobody came, I don't see the point", Danger.SUICIDE),
    ],
)
def test_somebody_elses_fall_is_no_despair_about_oneself(text: str, danger: Danger) -> None:
    assert danger_heard(text, {"kind": "suicide", "confidence": 0.6}) is danger
