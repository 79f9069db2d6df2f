"""Words around names: titles and roles that are no part of them, particles inside them."""

from __future__ import annotations

from whence.text import fold

# Before (or, in some languages, behind) a person's name; folded, all languages in one set.
_TITLES = """
mr mrs ms miss dr prof sir lord lady dame king queen prince princess pope president premier chancellor minister
secretary senator governor mayor general colonel captain major lieutenant sergeant admiral commander chief judge
justice professor doctor ambassador spokesman spokeswoman spokesperson director chairman chairwoman ceo rep sen gov
gen col capt lt sgt rev bishop archbishop cardinal father sister brother saint st imam sheikh ayatollah emperor
detective inspector officer coach
m mme mlle me monsieur madame president premier ministre ministere general colonel capitaine amiral senateur depute
docteur professeur roi reine pape cheikh secretaire gouverneur maire porte-parole directeur
herr frau prasident prasidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin konig konigin papst
professor doktor general oberst senator gouverneur burgermeister sprecher sprecherin aussenminister innenminister
senor senora sr sra don dona presidente presidenta ministro ministra general coronel capitan rey reina papa gobernador
alcalde secretario doctor doctora senador portavoz
signor signora presidente ministro generale colonnello capitano re regina papa segretario governatore sindaco dottor
dottore professor professore onorevole tenente
senhor senhora presidente ministro rei rainha governador prefeito secretario
meneer mevrouw koning koningin premier generaal kolonel burgemeester
pan pani prezydent premier generał minister krol papiez
президент министр генерал полковник премьер премьер-министр господин госпожа король королева папа губернатор мэр сенатор
секретарь доктор профессор посол директор канцлер президента президентом президенту министра
прем'єр президент міністр генерал пан пані король губернатор мер
министър-председател
πρόεδρος προεδρος υπουργός υπουργος κ κος κα πρωθυπουργός πρωθυπουργος στρατηγός
başkan baskan bakan bakanı bakani cumhurbaşkanı cumhurbaskani başbakan basbakan general sayın sayin bay bayan
herra rouva presidentti ministeri pääministeri paaministeri kenraali kuningas
elnök elnok miniszter miniszterelnök miniszterelnok tábornok tabornok úr ur asszony
prezident ministr premier generál general pán pani kral
presedinte presedintele ministru ministrul premierul domnul doamna
bapak ibu presiden menteri jenderal
الرئيس رئيس الوزير وزير الجنرال السيد السيدة الدكتور الشيخ الملك الأمير الأمين الفريق العميد اللواء العقيد الناطق المتحدث آية الإمام
رئیس رئیس‌جمهور وزیر سردار سرلشکر آقای خانم دکتر ژنرال امام آیت‌الله شیخ ملک سرتیپ
הנשיא נשיא שר השר גנרל מר גברת דר ד״ר ראש המלך
राष्ट्रपति प्रधानमंत्री मंत्री जनरल श्री श्रीमती डॉ राजा महामहिम
"""
TITLES = frozenset(fold(word) for word in _TITLES.split())
# Small words inside a name, between two capitalised words.
PARTICLES = frozenset(
    "de del della di da do dos das du van von der den ter ten la le el al bin ibn ben abu zu af av".split()
)
# Particles that are articles or prepositions in running text of a language, and join nothing there.
ARTICLES: dict[str, frozenset[str]] = {
    "de": frozenset("der den la le el al de du bin".split()), "nl": frozenset({"bin", "al"}), "en": frozenset("den der bin".split()),
    "fr": frozenset("le al bin".split()), "es": frozenset({"el", "la", "al", "del", "bin"}), "it": frozenset({"la", "le", "al", "del", "della", "bin"}), "pt": frozenset({"bin"}),
    "sv": frozenset({"den", "av", "bin"}), "da": frozenset({"den", "der", "af", "du"}), "no": frozenset({"den", "der", "av", "du"}), "hu": frozenset({"den", "de"}), "tr": frozenset({"bin", "ben", "de", "da"}),
    "pl": frozenset({"do", "le"}), "cs": frozenset({"do"}), "ro": frozenset({"de", "la", "al", "le"}), "ca": frozenset({"el", "la", "al", "del"}), "id": frozenset({"di", "bin"}), "fi": frozenset({"der"}),
}  # fmt: skip
# Written right behind a name in Chinese and Japanese: they say that what stands before is a person.
BEHIND = "总统|總統|主席|总理|總理|部长|部長|先生|女士|将军|將軍|大統領|首相|大臣|氏|さん|長官|会長|社長|議員|知事|監督|選手|教授|博士|发言人|發言人|대통령|총리|장관|씨|의원"
# Case endings that put a consonant on a name; the stem must keep four letters.
ENDINGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ru", "be"), ("ом", "ем", "ым", "ами")),
    "uk": ("ом", "ем", "ові", "еві", "им", "ами"),
    **dict.fromkeys(("sr", "hr", "bs", "sh", "sl"), ("om", "em", "ом", "ем", "ama", "ima")),
    **dict.fromkeys(("cs", "sk"), ("em", "om", "ovi", "ovou", "ami")),
    "pl": ("em", "iem", "owi", "ego", "emu", "ach", "ami"),
    **dict.fromkeys(("fi",), ("issa", "ista", "illa", "ille", "ilta", "ssa", "ssä", "sta", "stä", "lla", "llä", "lle", "lta", "ltä", "ksi")),
    **dict.fromkeys(("et",), ("sse", "lle", "ile", "ist", "st", "ga", "iga", "lt", "ilt", "ks")),
    "hu": ("nak", "nek", "val", "vel", "ban", "ben", "ból", "ből", "ról", "ről", "tól", "től", "hoz", "hez", "nál", "nél", "ért", "szal", "szel"),
    **dict.fromkeys(("tr", "az"), ("nın", "nin", "nun", "nün", "dan", "den", "tan", "ten", "da", "de", "ta", "te", "lar", "ler")),
    "lt": ("as", "is", "us", "ys", "o", "ui", "ą", "u", "e", "ė", "io", "iui"),
    "lv": ("s", "am", "m", "a", "u", "is", "im"),
    "el": ("ς", "ου", "ων", "σ"),
    "ka": ("მა", "ის", "ს", "ით", "ზე", "ში", "თან"),
    "hy": ("ի", "ը", "ն", "ից", "ով", "ին"),
}  # fmt: skip
