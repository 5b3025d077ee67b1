"""A language that we do not speak is known by its script or its everyday words; poor English is English."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from bot.adapters.languages import load_languages
from bot.decisions.language import foreign_language

KNOWN = load_languages()
HELD_OUT = Path(__file__).resolve().parents[2] / "nlu"

FOREIGN = [
    ("Nid yw fy rhyngrwyd yn gweithio ers tri diwrnod", "cy"),
    ("Rydw i eisiau cwyno am y bil", "cy"),
    ("Mae'r ffôn wedi marw", "cy"),
    ("Internet nie działa od trzech dni", "pl"),
    ("Chcę złożyć skargę", "pl"),
    ("dzien dobry, telefon nie dziala i nikt nie odbiera", "pl"),
    ("Internetul meu nu merge de trei zile", "ro"),
    ("Vreau să fac o plângere", "ro"),
    ("A minha internet não funciona há três dias", "pt"),
    ("quero fazer uma reclamação por favor", "pt"),
    ("Mi internet no funciona desde hace tres días", "es"),
    ("quiero hacer una queja por favor", "es"),
    ("Je veux faire une plainte, mon internet ne marche pas", "fr"),
    ("bonjour mon téléphone ne marche pas depuis trois jours", "fr"),
    ("Il mio telefono non funziona da tre giorni, voglio fare un reclamo", "it"),
    ("Ich möchte eine Beschwerde machen, das Telefon geht nicht", "de"),
    ("internetim çalışmıyor, şikayet etmek istiyorum", "tr"),
    ("waxaan rabaa inaan cabasho sameeyo", "so"),
    ("mano internetas neveikia tris dienas, noriu pateikti skundą", "lt"),
    ("Мій інтернет не працює вже три дні", "uk"),
    ("Мой интернет не работает уже три дня", "ru"),
    ("میرا انٹرنیٹ تین دن سے کام نہیں کر رہا", "ur"),
    ("mera internet kaam nahi kar raha hai", "ur"),
    ("الإنترنت لا يعمل منذ ثلاثة أيام", "ar"),
    ("اینترنت من سه روز است که کار نمی‌کند چرا پاسخ نمی‌دهید", "fa"),
    ("ਮੇਰਾ ਇੰਟਰਨੈੱਟ ਕੰਮ ਨਹੀਂ ਕਰ ਰਿਹਾ", "pa"),
    ("আমার ইন্টারনেট কাজ করছে না", "bn"),
    ("મારું ઇન્ટરનેટ કામ કરતું નથી", "gu"),
    ("मेरा इंटरनेट काम नहीं कर रहा है", "hi"),
    ("எனது இணையம் வேலை செய்யவில்லை", "ta"),
    ("Το ίντερνετ δεν λειτουργεί", "el"),
    ("我的网络三天不能用了", "zh"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), FOREIGN)
def test_a_foreign_sentence_is_known(text: str, code: str) -> None:
    assert foreign_language(text, KNOWN) == code


@pytest.mark.parametrize(
    "text",
    [
        "my internet no work since three day, please help",
        "hello sir internet is not working from yesterday only",
        "why you take money two time from my account",
        "I am wait engineer and he no come",
        "no internet, no telefon, nobody help",
        "please you fix my internet por favor",
        "me no speak good english but internet broken",
        "i want make complain about bill is too much",
        "sir kindly do the needful, my broadband is down",
        "wifi nie working since monday",
        "phone kaputt since tuesday please send man",
        "Muhammad Khan",
        "Agnieszka Wiśniewska",
        "José Martínez",
        "Llanfairpwllgwyngyll, Ynys Môn",
        "12 Heol y Bont, Caerdydd",
        "Dafydd ap Llywelyn",
        "ok",
        "no",
        "si",
        "merci",
        "ta very much",
        "och aye, ma phone's no workin",
        "yer man didnae come, pure shocking",
        "innit bruv my net is dead",
        "gonnae fix ma internet",
        "d'you mind sending the bloke round",
        "where's me refund la",
        "C'est la vie, I still want my money",
        "the RSVP said a la carte",
        "sam@example.com",
        "07700 900321",
        "",
        "????",
        "£45",
        "café wifi is down",
    ],
)
def test_half_english_names_and_dialect_are_english(text: str) -> None:
    assert foreign_language(text, KNOWN) is None


def test_of_all_held_out_english_only_welsh_greetings_are_foreign() -> None:
    """Thousands of lines of English, by people with and without spelling; what is found must be a Welsh line."""
    lines = [
        json.loads(line)["text"]
        for path in sorted(HELD_OUT.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) > 2_500
    found = {text: code for text in lines if (code := foreign_language(text, KNOWN)) is not None}
    assert set(found.values()) <= {"cy", "pl"}, found
    assert len(found) <= 10, found


def test_every_language_has_a_line_of_its_own_and_a_way_to_be_known() -> None:
    lines = [each.line for each in KNOWN.languages.values()]
    assert len(set(lines)) == len(lines)
    for code, each in KNOWN.languages.items():
        assert each.words or each.script in KNOWN.scripts, code
        assert not each.vocabulary & KNOWN.english_words, (code, each.vocabulary & KNOWN.english_words)
        own = foreign_language(each.line, KNOWN)
        assert own in (code, None), code


def test_the_longest_message_is_read_quickly() -> None:
    began = time.perf_counter()
    foreign_language("internet nie działa od trzech dni " * 3_000, KNOWN)
    assert time.perf_counter() - began < 0.2
