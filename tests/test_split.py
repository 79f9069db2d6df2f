"""Sentences, paragraphs and roles: small cases by hand, and what must hold for any text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import layout
from whence.records import Article, Block
from whence.settings import Settings
from whence.split import split
from whence.split.sentences import sentences


def parts(text, language="en", longest=1000):
    return [text[start:end] for start, end in sentences(text, language, longest)]


# A bar marks each boundary that is right; none anywhere else.
CASES = {
    "abbreviations and initials": (
        "en",
        "Dr. A. Okoro met J. R. Venn of Brume Corp. at 5 p.m. on Friday.| The U.S. Army said no.| They left.",
    ),
    "ambiguous abbreviation, then a new sentence": (
        "en",
        "He lives in the U.S.| The others stayed at 3 p.m.| Boats left at 5 p.m. Monday, or 6 p.m. GMT.",
    ),
    "a plain word that abbreviates before numbers": (
        "en",
        "He said no.| Room No. 5 was empty, see p. 12 of the report.| Fine.",
    ),
    "decimals and money": ("en", "It costs 3.5 million, or $1,200.50 each.| Prices rose 2.1 percent."),
    "quotation with two sentences": (
        "en",
        '"It is over for us. |We have won," said Mara Venn. |"Go home."| They went.',
    ),
    "speech after an exclamation": ("en", '"Leave the harbour now!" she cried.| Nobody moved.'),
    "quotation mark never closed": (
        "en",
        'She said: "The pier is gone. |We saw it fall. |Nobody was on it.',
    ),
    "a space was lost": (
        "en",
        "They crossed the border.|Nobody stopped them, see harbour.example.org for more.",
    ),
    "dateline": ("en", "BRUME. March 4 (Fog Wire) - Two tugs collided.| One sank."),
    "list number": ("en", "1. The tug left the pier early."),
    "ellipsis": ("en", "We waited ... and waited.| Then nothing…| We left."),
    "russian units": (
        "ru",
        "Ремонт стоил 5 млн. руб. за причал, сообщил г-н Венн.| В 2031 г. порт закрыли.| И. И. Туманов уехал.",
    ),
    "german ordinals": (
        "de",
        "Am 3. Mai kam z. B. Dr. Brandt, u. a. mit Prof. Ohm.| Es war der 20. Besuch.| Er blieb.",
    ),
    "german quotation": (
        "de",
        "„Wir gehen jetzt alle. |Das war es“, sagte Brandt. |„Schluss.“| Er ging.",
    ),
    "french spaced quotation": (
        "fr",
        "Il dit : « Nous partons tous demain. » |Puis il se tut. |« Enfin ! » ajouta-t-il.",
    ),
    "french titles": ("fr", "M. Aubier et Mme. Venn sont partis, cf. le rapport.| C'est fini."),
    "spanish": ("es", "EE. UU. no respondió.| El Sr. Niebla dijo que no.| ¿Y ahora?| Nadie lo sabe."),
    "before christ": ("es", "El muelle es del siglo II a. C. y sigue en pie.| Nadie lo usa."),
    "swedish quotation": ("sv", "Hamnen är stängd. |”Vi såg ingenting alls”, sa han. |”Det var dimma.”"),
    "greek question": ("el", "Ποιος έφυγε;| Κανείς δεν ξέρει.| Έφυγαν όλοι; |Ναι, όλοι."),
    "chinese": ("zh", "港口昨晚关闭。|他说：“我们什么也没看见。”|随后他离开了。|真的吗？|是的。"),
    "japanese speech": ("ja", "港は閉鎖された。|「何も見えなかった。」と船長は語った。|霧だった。"),
    "arabic": ("ar", "أغلق الميناء مساء أمس.| هل غرق القارب؟| نعم، قال القبطان."),
    "arabic question with its speaker": ("ar", "«هل غرق القارب؟» قال القبطان.| لم يعرف أحد."),
    "direction marks": ("he", "הנמל נסגר.\u200f| איש לא נפגע.\u200f| הערפל נמשך."),
    "references": (
        "en",
        "The pier was built in 1912.[4] |It was closed in 2031.[12][13] |Nobody minded.",
    ),
    "urdu": ("ur", "بندرگاہ بند ہے۔| کیا کشتی ڈوب گئی؟| ہاں۔"),
    "hindi": ("hi", "बंदरगाह बंद है।| क्या नाव डूब गई?| हाँ।"),
    "armenian": ("hy", "Նավահանգիստը փակ է։| Ոչ ոք չգիտի։"),
    "amharic": ("am", "ወደቡ ተዘግቷል። |ማንም አያውቅም።"),
    "turkish": ("tr", "Prof. Dr. Sis limana geldi, vb. şeyler söyledi.| Kimse kalmadı."),
    "czech": ("cs", "Přístav byl 5. října zavřen, tzn. nikdo nevyplul.| Loď se potopila."),
}


@pytest.mark.parametrize("name", CASES)
def test_sentences(name):
    language, marked = CASES[name]
    text = marked.replace("|", "")
    assert parts(text, language) == [part.strip() for part in marked.split("|")]


def test_a_sentence_may_run_over_lines():
    text = "The tug left\nthe pier at 5 a.m. and\nsank. Nobody saw\nit."
    assert parts(text) == ["The tug left\nthe pier at 5 a.m. and\nsank.", "Nobody saw\nit."]


def test_an_overlong_sentence_is_cut_at_its_weightiest_mark():
    text = "the crew of the tug waited " * 3 + "at the pier; " + "nobody came for them " * 4
    pieces = parts(text, longest=120)
    assert max(map(len, pieces)) <= 120
    assert pieces[0].endswith("pier;")


def test_thai_is_cut_at_spaces():
    text = "เรือสองลำชนกันที่ท่าเรือเมื่อคืนนี้ " * 20
    pieces = parts(text, "th")
    assert max(map(len, pieces)) <= 160
    assert all(piece.startswith("เรือ") for piece in pieces)


def rows(text, language="en", **known):
    return [(p.role, p.paragraph, p.text) for p in split(Article(text, language, **known)).passages]


def test_passages_that_exist_are_kept():
    article = Article.from_passages(["One. Two.", "Three"], language="en")
    assert split(article) is article


def test_blocks_of_the_markup_are_the_paragraphs():
    text = "Pier closed\n\nTwo tugs collided. One sank."
    article = split(Article(text, "en", blocks=(Block(0, 11, "heading"), Block(13, len(text)))))
    assert [(p.role, p.paragraph, p.text) for p in article.passages] == [
        ("heading", 0, "Pier closed"), ("body", 1, "Two tugs collided."), ("body", 1, "One sank."),
    ]  # fmt: skip
    assert article.blocks == ()


STORY = """Harbour of Brume closed after collision

By Mara Venn

BRUME – Two tugs collided in the harbour on Tuesday evening, the port authority said in a statement.

The north pier on Tuesday evening (Photo: Ada Ohm / Fog Wire)

Three people were hurt

Three members of the crew were taken to hospital. Their condition is stable, said a spokeswoman.

Sources: Fog Wire, The Brume Courier

Read also: The long history of fog

© 2031 The Brume Courier

No comments:

Post a comment

Comments that insult others will be removed by the editors."""


def test_roles():
    found = [(role, text) for role, _, text in rows(STORY)]
    assert found == [
        ("heading", "Harbour of Brume closed after collision"),
        ("credit", "By Mara Venn"),
        (
            "body",
            "BRUME – Two tugs collided in the harbour on Tuesday evening, the port authority said in a statement.",
        ),
        ("caption", "The north pier on Tuesday evening (Photo: Ada Ohm / Fog Wire)"),
        ("heading", "Three people were hurt"),
        ("body", "Three members of the crew were taken to hospital."),
        ("body", "Their condition is stable, said a spokeswoman."),
        ("credit", "Sources: Fog Wire, The Brume Courier"),
        ("furniture", "Read also: The long history of fog"),
        ("furniture", "© 2031 The Brume Courier"),
        ("furniture", "No comments:"),
        ("furniture", "Post a comment"),
        ("furniture", "Comments that insult others will be removed by the editors."),
    ]


BODY = {
    "de": "Zwei Schlepper stießen am Dienstagabend im Hafen zusammen, wie die Hafenbehörde mitteilte.",
    "fr": "Deux remorqueurs se sont heurtés mardi soir dans le port, ont indiqué les autorités.",
    "it": "Due rimorchiatori si sono scontrati martedì sera nel porto, hanno riferito le autorità.",
    "es": "Dos remolcadores chocaron el martes por la noche en el puerto, informaron las autoridades.",
    "ru": "Два буксира столкнулись во вторник вечером в порту, сообщило управление порта.",
    "pl": "Dwa holowniki zderzyły się we wtorek wieczorem w porcie, poinformował zarząd portu.",
    "ar": "اصطدم قاربان مساء الثلاثاء في الميناء، وفق ما أعلنت سلطات الميناء.",
    "zh": "港务局表示，两艘拖船星期二晚上在港口相撞，三名船员受伤。",
    "ja": "港湾局によると、火曜日の夜、港で二隻のタグボートが衝突した。",
    "tr": "Liman yönetimine göre iki römorkör salı akşamı limanda çarpıştı.",
}


@pytest.mark.parametrize(
    ("language", "role", "line"),
    [
        ("fr", "furniture", "Aucun commentaire:"), ("it", "furniture", "Leggi anche: La lunga storia della nebbia"),
        ("de", "furniture", "Alle Rechte vorbehalten"), ("ru", "furniture", "Читайте также"),
        ("ar", "furniture", "اقرأ أيضا"), ("zh", "furniture", "相关新闻"), ("ja", "furniture", "関連記事"),
        ("tr", "furniture", "İlgili haberler"), ("es", "furniture", "Publicar un comentario"),
        ("it", "credit", "Fonti: Il Molo – Nebbia Oggi"), ("fr", "credit", "Traduction : Luc Aubier"),
        ("de", "credit", "Quelle: Nebelkurier"), ("ru", "credit", "Источник: Туманный вестник"),
        ("ar", "credit", "المصدر: جريدة الضباب"), ("zh", "credit", "来源：雾港日报"), ("pl", "credit", "Źródło: Kurier Mgły"),
        ("fr", "caption", "Photo : Ada Ohm"), ("de", "caption", "Foto: Ada Ohm"), ("ru", "caption", "Фото: Ада Ом"),
        ("es", "caption", "El muelle norte, el martes (foto de archivo)"), ("ja", "caption", "写真：霧の港"),
    ],
)  # fmt: skip
def test_cues_in_many_languages(language, role, line):
    text = "\n\n".join([BODY[language]] * 3 + [line])
    assert rows(text, language)[-1] == (role, 3, line)


@pytest.mark.parametrize("language", BODY)
def test_a_plain_paragraph_is_body(language):
    assert {role for role, *_ in rows("\n\n".join([BODY[language]] * 3), language)} == {"body"}


def test_a_sentence_that_begins_like_a_cue_is_body():
    text = "Comments by the minister caused an uproar in the small harbour town on Tuesday.\n\nPhoto albums were found in the wreck of the tug, the spokeswoman of the port said.\n\nRelated to the accident is the loss of the pilot boat two weeks ago."  # fmt: skip
    assert {role for role, *_ in rows(text)} == {"body"}


def test_verse_is_not_all_headings():
    assert {
        role
        for role, *_ in rows(
            "\n".join(["The fog came in", "The tugs went out", "Nobody saw", "The pier"] * 5)
        )
    } == {"body"}


# ---- what must hold for any text

ODD = st.text(
    st.one_of(
        st.sampled_from(
            list("aB1 .!?…\"'“”«»„()[]|:;,-–。！？」「।؟\n\r\t\x00\u200b\u202e\ud800\ufeff\u2028")
        ),
        st.characters(exclude_categories=()),
    ),
    max_size=300,
)
LANGUAGES = st.sampled_from(["en", "de", "fr", "ru", "ar", "zh", "ja", "th", "el", "und", "sr"])


@given(ODD, LANGUAGES, st.integers(10, 200))
@settings(max_examples=400, deadline=None)
def test_any_text_is_covered_by_ordered_passages(text, language, longest):
    article = split(Article(text, language), settings=Settings(max_passage_characters=longest))
    at = 0
    paragraphs = layout.paragraphs(text)
    for number, passage in enumerate(article.passages):
        assert passage.number == number
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert len(passage.text) <= longest
        assert at <= passage.start
        assert not text[at : passage.start].strip()
        at = passage.end
    assert not text[at:].strip()
    if language == "und":
        for passage in article.passages:
            start, end = paragraphs[passage.paragraph]
            assert start <= passage.start
            assert passage.end <= end


@pytest.mark.parametrize(
    "unit",
    [
        "The tug left. ",
        "“",
        '"',
        "A. ",
        ". ",
        "(A. ",
        ".” ",
        "a",
        "“a. ",
        "他说：“好。”",
        "\n",
        "- a\n",
        "|\n",
        "photo (",
    ],
)
def test_time_grows_with_length_only(unit):
    def seconds(length):
        text = (unit * (length // len(unit) + 1))[:length]
        began = time.process_time()
        split(Article(text, "en"))
        return time.process_time() - began

    seconds(1_000)
    assert seconds(160_000) < 0.1 + 40 * min(seconds(20_000), seconds(20_000))
