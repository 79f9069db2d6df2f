"""The language of a text: scripts, small words, close pairs, doubt, mixtures."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import function_words
from whence.readers import language
from whence.readers.language import detect

# One paragraph a language, of our own invention: a fog, a harbour, two tugs.
TEXTS = {
    "en": "The harbour was closed on Tuesday after two tugs had collided in the fog. Nobody was killed, but three men were hurt, and the authority said that it would take days.",
    "fr": "Le port a été fermé mardi après que deux remorqueurs se sont heurtés dans le brouillard. Il n'y a pas de morts, mais trois hommes ont été blessés, selon les autorités.",
    "de": "Der Hafen wurde am Dienstag geschlossen, nachdem zwei Schlepper im Nebel zusammengestoßen waren. Es gab keine Toten, aber drei Männer sind nach Angaben der Behörde verletzt.",
    "it": "Il porto è stato chiuso martedì dopo che due rimorchiatori si sono scontrati nella nebbia. Non ci sono morti, ma tre uomini sono rimasti feriti, come hanno detto le autorità.",
    "es": "El puerto fue cerrado el martes después de que dos remolcadores chocaran en la niebla. No hay muertos, pero tres hombres resultaron heridos, según las autoridades del puerto.",
    "pt": "O porto foi fechado na terça-feira depois que dois rebocadores colidiram no nevoeiro. Não há mortos, mas três homens ficaram feridos, segundo as autoridades do porto.",
    "nl": "De haven werd dinsdag gesloten nadat twee sleepboten in de mist tegen elkaar waren gevaren. Er zijn geen doden, maar drie mannen raakten gewond, zegt het havenbedrijf.",
    "sv": "Hamnen stängdes på tisdagen efter att två bogserbåtar hade kolliderat i dimman. Ingen har omkommit, men tre män är skadade, och det kan ta flera dagar, säger myndigheten.",
    "da": "Havnen blev lukket tirsdag, efter at to slæbebåde var stødt sammen i tågen. Ingen er omkommet, men tre mænd er kommet til skade, og det kan tage flere dage, siger havnen.",
    "nb": "Havna ble stengt tirsdag etter at to slepebåter hadde kollidert i tåka. Ingen er omkommet, men tre menn er skadet, og det kan ta flere dager, sier havnevesenet.",
    "fi": "Satama suljettiin tiistaina sen jälkeen, kun kaksi hinaajaa oli törmännyt sumussa. Kukaan ei ole kuollut, mutta kolme miestä on loukkaantunut, ja se voi kestää päiviä.",
    "pl": "Port został zamknięty we wtorek po tym, jak dwa holowniki zderzyły się we mgle. Nikt nie zginął, ale trzech mężczyzn jest rannych i może to potrwać kilka dni.",
    "cs": "Přístav byl v úterý uzavřen poté, co se v mlze srazily dva remorkéry. Nikdo nezemřel, ale tři muži jsou zraněni a podle úřadu to může trvat i několik dní.",
    "sk": "Prístav bol v utorok uzavretý po tom, ako sa v hmle zrazili dva remorkéry. Nikto nezomrel, ale traja muži sú zranení a podľa úradu to môže trvať aj niekoľko dní.",
    "hu": "A kikötőt kedden lezárták, miután két vontatóhajó összeütközött a ködben. Senki sem halt meg, de három férfi megsérült, és a hatóság szerint ez napokig is eltarthat.",
    "ro": "Portul a fost închis marți după ce două remorchere s-au ciocnit în ceață. Nu sunt morți, dar trei bărbați au fost răniți și, potrivit autorității, va dura câteva zile.",
    "tr": "Liman salı günü iki römorkörün siste çarpışmasından sonra kapatıldı. Ölen yok, ancak üç kişi yaralandı ve liman yönetimine göre bu birkaç gün daha sürebilir.",
    "id": "Pelabuhan itu ditutup pada hari Selasa setelah dua kapal tunda bertabrakan di dalam kabut. Tidak ada yang tewas, tetapi tiga orang terluka karena mereka berada di dek.",
    "vi": "Cảng đã bị đóng cửa vào thứ Ba sau khi hai tàu kéo va chạm trong sương mù. Không có ai chết, nhưng ba người bị thương, và theo ban quản lý thì sẽ mất nhiều ngày.",
    "ru": "Порт закрыли во вторник после того, как два буксира столкнулись в тумане. Никто не погиб, но трое человек ранены, и, как сообщили власти, это может занять несколько дней.",
    "uk": "Порт закрили у вівторок після того, як два буксири зіткнулися в тумані. Ніхто не загинув, але троє людей поранені, і, як повідомила влада, це може тривати ще кілька днів.",
    "bg": "Пристанището беше затворено във вторник, след като два влекача се сблъскаха в мъглата. Няма загинали, но трима души са ранени и според властите това ще отнеме дни.",
    "sr": "Лука је затворена у уторак након што су се два тегљача сударила у магли. Нико није погинуо, али су три човека повређена и како кажу власти то ће трајати данима.",
    "el": "Το λιμάνι έκλεισε την Τρίτη μετά τη σύγκρουση δύο ρυμουλκών στην ομίχλη.",
    "ar": "أغلق الميناء يوم الثلاثاء بعد أن اصطدم قاربان في الضباب. لم يمت أحد، لكن ثلاثة رجال أصيبوا، وقالت السلطات إن ذلك قد يستغرق أياما من العمل في هذا المكان.",
    "fa": "بندر روز سه‌شنبه پس از برخورد دو یدک‌کش در مه بسته شد. هیچ کس کشته نشد، اما سه نفر زخمی شدند و به گفته مقامات این کار چند روز طول می‌کشد و برای همه سخت است.",
    "ur": "دو کشتیوں کے دھند میں ٹکرانے کے بعد بندرگاہ منگل کو بند کر دی گئی۔ کوئی ہلاک نہیں ہوا لیکن تین افراد زخمی ہیں اور حکام کا کہنا ہے کہ اس میں کئی دن لگیں گے۔",
    "he": "הנמל נסגר ביום שלישי לאחר ששתי גוררות התנגשו בערפל. איש לא נהרג, אבל שלושה אנשים נפצעו, ולפי הרשות זה יכול לקחת עוד כמה ימים של עבודה על הרציף.",
    "hi": "दो नावों के कोहरे में टकराने के बाद मंगलवार को बंदरगाह बंद कर दिया गया। कोई नहीं मरा, लेकिन तीन लोग घायल हैं और अधिकारियों ने कहा कि इसमें कई दिन लगेंगे।",
    "bn": "কুয়াশায় দুটি নৌকার সংঘর্ষের পর মঙ্গলবার বন্দর বন্ধ করা হয়েছে। কেউ মারা যায়নি, কিন্তু তিন জন আহত হয়েছে এবং এই কাজে কয়েক দিন লাগবে।",
    "zh": "两艘拖船在雾中相撞后，港口于星期二关闭。没有人死亡，但有三人受伤。",
    "ja": "霧の中で二隻のタグボートが衝突したため、港は火曜日に閉鎖された。",
    "ko": "안개 속에서 예인선 두 척이 충돌한 뒤 화요일에 항구가 폐쇄됐다.",
    "th": "ท่าเรือถูกปิดเมื่อวันอังคารหลังจากเรือลากจูงสองลำชนกันในหมอก",
    "ka": "პორტი სამშაბათს დაიხურა მას შემდეგ, რაც ორი ბუქსირი ნისლში შეეჯახა.",
    "hy": "Նավահանգիստը փակվել է երեքշաբթի օրը երկու քարշակի բախումից հետո։",
    "ta": "மூடுபனியில் இரண்டு படகுகள் மோதியதால் துறைமுகம் மூடப்பட்டது.",
    "am": "ሁለት ጀልባዎች በጭጋግ ውስጥ ከተጋጩ በኋላ ወደቡ ማክሰኞ ተዘግቷል። ማንም አልሞተም ግን ሦስት ሰዎች ተጎድተዋል።",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_languages(tag):
    assert detect(TEXTS[tag])[0] == tag


@pytest.mark.parametrize("tag", TEXTS)
def test_long_texts_are_clear_and_need_no_model(tag, monkeypatch):
    monkeypatch.setattr(language, "_by_model", lambda *_: pytest.fail("the model was asked"))
    found, notices = detect((TEXTS[tag] + "\n") * 10)
    assert found == tag
    assert notices == ()


def test_the_model_settles_what_small_words_do_not():
    assert (
        detect("Hafenbehörde bestätigt Zusammenstoß zweier Schlepper, Untersuchung eingeleitet")[0]
        == "de"
    )


@pytest.mark.parametrize("text", ["Hi.", "4217 88", "", "…", "xq zv kkr", "\ud800\x00"])
def test_unknown_rather_than_a_guess(text):
    found, notices = detect(text)
    assert found == "und"
    assert any("unknown" in notice for notice in notices)


def test_a_hint_settles_a_short_text_only_in_its_script():
    assert detect("Hamnen", hint="sv")[0] == "sv"
    assert detect("Hamnen", hint="ru")[0] == "und"
    assert detect("Hamnen", hint="nonsense tag")[0] == "und"


def test_a_wrong_hint_is_overruled_and_said():
    found, notices = detect(TEXTS["fr"], hint="de")
    assert found == "fr"
    assert any("named as de" in notice for notice in notices)


def test_serbian_in_latin_script_is_not_croatian():
    text = "Luka je zatvorena u utorak nakon što su se dva tegljača sudarila u magli. Niko nije poginuo, ali će to trajati nedelju dana, rekao je načelnik, a ko je kriv još se ne zna, pre svega zato što ovde nema radara gde treba."
    assert detect(text)[0] == "sr"


def test_mixed_languages_are_named_with_their_place():
    text = (TEXTS["en"] + "\n") * 8 + (TEXTS["ru"] + "\n") * 4
    found, notices = detect(text)
    assert found == "en"
    note = next(notice for notice in notices if "mixed languages" in notice)
    assert "ru from about character" in note


def test_two_short_parts_of_different_languages():
    _, notices = detect(TEXTS["en"] + "\n\n" + TEXTS["fr"] + "\n")
    assert any("mixed languages" in notice for notice in notices)


def test_a_few_foreign_words_are_no_mixture():
    text = (TEXTS["fr"] + " Il a dit « the show must go on ».\n") * 6
    assert detect(text) == ("fr", ())


def test_names_in_latin_do_not_outweigh_chinese():
    assert detect("据 The Brume Courier 报道，拖船 Mirelle 号在雾中沉没，船长 Ada Ohm 受伤。")[0] == "zh"


def test_the_module_loads_nothing_heavy():
    import subprocess

    code = "import sys, whence.readers, whence.split; print([m for m in ('py3langid', 'numpy', 'sentencex', 'trafilatura', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_small_words_stand_once_and_in_small_letters():
    for row in function_words._TABLE.values():
        assert row == row.lower()


@given(st.text(st.characters(exclude_categories=()), max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_has_an_answer(text):
    found, notices = detect(text)
    assert found == "und" or 2 <= len(found) <= 3
    assert all(notices)
