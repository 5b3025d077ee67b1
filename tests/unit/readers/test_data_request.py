"""Who asks for their records or their erasure, and who speaks of something else."""

from __future__ import annotations

import pytest

from bot.readers.data_request import DataRequest, asks_about_data

ACCESS = """what do you hold about me?
What data do you hold on me
what information do you have about me
what do you know about me?
what personal data have you stored about me
send me my data
please send me a copy of my data
can you send me all my personal information
I want a copy of all my records
I would like to make a subject access request
this is a DSAR
I want to see my data
Can I download my personal data?
give me everything you have about me
show me my records please
tell me what you've got on me, all the information you hold about me""".splitlines()
ERASE = """delete my data
please delete all my personal data
Erase my details
remove my information from your systems
wipe all of my data please
I want you to delete everything you have on me
delete everything about me
I use my right to be forgotten
I have a right to erasure
send me my data and then delete my data""".splitlines()
NEITHER = """my data has run out
my mobile data is not working
you charged me for data
send me my data allowance
can I see my data usage
why did you delete my data?
who deleted my records
delete this chat
you lost my details
send me a copy of my bill
what do you know about broadband faults
what information do you need from me?
please update my details
remove my name from the account
forget about it
delete my complaint
what have you done about my complaint
I gave you my details twice
my data speed is slow""".splitlines()


@pytest.mark.parametrize("text", ACCESS)
def test_they_want_to_see_it(text: str) -> None:
    assert asks_about_data(text) is DataRequest.ACCESS


@pytest.mark.parametrize("text", ERASE)
def test_they_want_it_erased(text: str) -> None:
    assert asks_about_data(text) is DataRequest.ERASURE


@pytest.mark.parametrize("text", NEITHER)
def test_they_speak_of_something_else(text: str) -> None:
    assert asks_about_data(text) is None
