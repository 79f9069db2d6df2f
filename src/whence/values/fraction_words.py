"""The words of fractions: thirds and quarters, halves before a scale word and behind a number."""

from __future__ import annotations

from decimal import Decimal

# What stands behind a count: its denominator and forms.
SHARES: dict[str, dict[int, str]] = {
    "ar": {3: "أثلاث", 4: "أرباع", 5: "أخماس"},
    "bg": {3: "трети", 4: "четвърти", 5: "пети"},
    "ca": {3: "terç|terços", 4: "quarts"},
    "cs": {3: "třetina|třetiny|třetinu|třetin|třetině|třetinami", 4: "čtvrtina|čtvrtiny|čtvrtinu|čtvrtin|čtvrtě", 5: "pětina|pětiny|pětinu|pětin"},
    "da": {3: "tredjedel|tredjedele", 4: "fjerdedel|fjerdedele", 5: "femtedel|femtedele"},
    "de": {3: "drittel|dritteln", 4: "viertel|vierteln", 5: "fünftel|fünfteln", 10: "zehntel|zehnteln"},
    "el": {3: "τρίτα|τρίτων", 4: "τέταρτα|τετάρτων", 5: "πέμπτα|πέμπτων"},
    "en": {3: "third|thirds", 4: "quarters|fourths", 5: "fifth|fifths", 10: "tenth|tenths"},
    "es": {3: "tercio|tercios", 4: "cuartos", 5: "quinto|quintos|quintas"},
    "et": {3: "kolmandik|kolmandikku|kolmandiku", 4: "neljandik|neljandikku|veerand"},
    "fa": {3: "سوم", 4: "چهارم", 5: "پنجم"},
    "fi": {3: "kolmasosa|kolmasosaa|kolmannes|kolmannesta|kolmannekseen", 4: "neljäsosa|neljäsosaa|neljännes|neljännestä", 5: "viidesosa|viidesosaa|viidennes|viidennestä"},
    "fr": {3: "tiers", 4: "quarts", 5: "cinquième|cinquièmes", 10: "dixième|dixièmes"},
    "gl": {3: "terzo|terzos", 4: "cuartos"},
    "he": {3: "שליש|שלישים", 4: "רבעים", 5: "חמישיות"},
    "hi": {3: "तिहाई", 4: "चौथाई"},
    "hr": {3: "trećina|trećine|trećinu", 4: "četvrtina|četvrtine|četvrtinu", 5: "petina|petine|petinu"},
    "hu": {3: "harmad|harmada|harmadát|harmadának|harmadánál", 4: "negyed|negyede|negyedét|negyedének", 5: "ötöd|ötöde|ötödét|ötödének"},
    "id": {3: "pertiga", 4: "perempat", 5: "perlima"},
    "it": {3: "terzo|terzi", 4: "quarti", 5: "quinto|quinti", 10: "decimi"},
    "lt": {3: "trečdalis|trečdaliai|trečdalį|trečdalius|trečdalių", 4: "ketvirtadalis|ketvirtadaliai|ketvirtadalį|ketvirtadalių"},
    "lv": {3: "trešdaļa|trešdaļas|trešdaļu|trešdaļām", 4: "ceturtdaļa|ceturtdaļas|ceturtdaļu"},
    "nl": {3: "derde|derden", 4: "kwart|vierde|vierden", 5: "vijfde|vijfden"},
    "no": {3: "tredjedel|tredjedeler", 4: "fjerdedel|fjerdedeler|kvart", 5: "femtedel|femtedeler"},
    "pl": {3: "trzecia|trzecie|trzecich|trzecią|trzeciej", 4: "czwarta|czwarte|czwartych|czwartą", 5: "piąta|piąte|piątych|piątą"},
    "pt": {3: "terço|terços", 4: "quartos", 5: "quinto|quintos"},
    "ro": {3: "treime|treimi", 4: "sferturi|sfert|pătrimi|pătrime", 5: "cincime|cincimi"},
    "ru": {3: "треть|трети|третей|третью|третями", 4: "четверть|четверти|четвертей|четвертью", 5: "пятая|пятых|пятую", 10: "десятых|десятая"},
    "sk": {3: "tretina|tretiny|tretinu|tretín", 4: "štvrtina|štvrtiny|štvrtinu|štvrtín"},
    "sl": {3: "tretjina|tretjine|tretjini|tretjino", 4: "četrtina|četrtine|četrtini|četrtino"},
    "sr": {3: "трећина|трећине|трећину|trećina|trećine|trećinu", 4: "четвртина|четвртине|четвртину|četvrtina|četvrtine"},
    "sv": {3: "tredjedel|tredjedelar", 4: "fjärdedel|fjärdedelar|kvart", 5: "femtedel|femtedelar"},
    "uk": {3: "третина|третини|третину|третин", 4: "чверть|чверті|чвертей", 5: "п'ята|п'ятих"},
    "ur": {3: "تہائی", 4: "چوتھائی"},
}  # fmt: skip
# Ordinals as well: a fraction only behind "one".
ONLY_ONE = frozenset("third fifth tenth terzo quinto cinquième dixième".split())
# "Of three", "of four", before the count.
OF_PARTS: dict[str, dict[str, int]] = {
    "az": {"üçdə": 3, "dörddə": 4, "beşdə": 5},
    "tr": {"üçte": 3, "dörtte": 4, "beşte": 5, "onda": 10},
}
# One word for the whole fraction.
WHOLE: dict[str, dict[str, tuple[int, int]]] = {
    language: {word: fraction for words, fraction in row for word in words.split("|")}
    for language, row in {
        "ar": (("ثلثي|ثلثا|ثلثين|الثلثين", (2, 3)),),
        "hu": (
            ("kétharmad|kétharmada|kétharmadát|kétharmados|kétharmadának|kétharmaddal", (2, 3)),
            ("egyharmad|egyharmada|egyharmadát|egyharmadának", (1, 3)),
            ("háromnegyed|háromnegyede|háromnegyedét", (3, 4)),
            ("egynegyed|egynegyede|egynegyedét", (1, 4)),
        ),
    }.items()
}
# A half (or one and a half …) before a scale word, an article between them or not.
HALF: dict[str, str] = {
    "af": "half|halwe", "ar": "نصف", "bg": "половин", "ca": "mig", "cs": "půl|půldruhého|poldruhého", "da": "en halv|halvanden|en og en halv", "de": "eine halbe|einer halben|halbe|halben|anderthalb|eineinhalb|zweieinhalb|dreieinhalb|viereinhalb",
    "el": "μισό|ενάμισι|ενάμιση|ενάμισυ", "en": "half", "es": "medio", "et": "pool|poolteist", "fa": "نیم", "fi": "puoli|puolen|puolitoista|puolentoista", "fr": "un demi|demi", "gl": "medio", "he": "חצי",
    "hi": "आधा|आधे|डेढ़|ढाई", "hr": "pola", "hu": "fél|félmillió|másfél", "id": "setengah", "it": "mezzo", "lt": "pusė|pusę|pusantro", "lv": "pus|pusotra", "nl": "een half|half|anderhalf|anderhalve|tweeënhalf",
    "no": "en halv|halvannen|en og en halv", "pl": "pół|półtora|półtorej", "pt": "meio", "ro": "jumătate de", "ru": "пол|полтора|полторы|полутора", "sk": "pol|poldruha", "sl": "pol", "sr": "пола|pola",
    "sv": "en halv|halv|en och en halv", "tr": "yarım", "uk": "пів|півтора|півтори", "ur": "آدھا|ڈیڑھ|ڈھائی", "vi": "nửa", "zh": "半", "ja": "半",
}  # fmt: skip
# Those of them that are not one half.
FACTORS: dict[str, Decimal] = {
    form: Decimal(value)
    for value, forms in (
        ("1.5", "anderthalb|eineinhalb|halvanden|en og en halv|halvannen|en och en halv|anderhalf|anderhalve|ενάμισι|ενάμιση|ενάμισυ|poolteist|puolitoista|puolentoista|डेढ़|ڈیڑھ|másfél|pusantro|pusotra|półtora|półtorej|полтора|полторы|полутора|poldruha|poldruhého|půldruhého|півтора|півтори"),
        ("2.5", "zweieinhalb|tweeënhalf|ढाई|ڈھائی"), ("3.5", "dreieinhalb"), ("4.5", "viereinhalb"),
    )
    for form in forms.split("|")
}  # fmt: skip
# "… and a half" behind a number.
AND_HALF: dict[str, str] = {
    "ar": "ونصف|و نصف", "bg": "и половина", "ca": "i mig|i mitja", "cs": "a půl", "da": "og en halv", "el": "και μισό|και μισή", "en": "and a half|and one half", "es": "y medio|y media", "fa": "و نیم",
    "fi": "ja puoli", "fr": "et demi|et demie", "gl": "e medio|e media", "he": "וחצי", "hr": "i pol", "hu": "és fél", "id": "setengah", "it": "e mezzo|e mezza", "nl": "en een half|en een halve",
    "no": "og en halv", "pl": "i pół", "pt": "e meio|e meia", "ro": "și jumătate", "ru": "с половиной", "sk": "a pol", "sl": "in pol", "sr": "и по|i po", "sv": "och en halv|och ett halvt", "tr": "buçuk",
    "uk": "з половиною", "vi": "rưỡi",
}  # fmt: skip
# Between a half and its scale.
ARTICLES: dict[str, str] = {"en": "a|an|of a", "fr": "de", "pt": "de"}
