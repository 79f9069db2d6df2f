"""Negation in many languages: which words, prefixes and endings deny a clause, and what only leans so.

`plain` words deny as they stand; `inside` is a pattern for languages that deny inside the word or are
written without spaces; `not_these` are look-alikes that deny nothing. `leaning` words (without,
hardly, except) may stand for a negation in translation: they keep the detector silent.
Words are folded (`text.fold`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from whence.lexicon.forms import UNSPACED
from whence.text import fold, tag


@dataclass(frozen=True, slots=True)
class Negation:
    """How one language negates; see the module."""

    plain: frozenset[str]
    leaning: frozenset[str]
    inside: re.Pattern[str] | None = None
    leaning_inside: re.Pattern[str] | None = None
    not_these: re.Pattern[str] | None = None


# language: plain words | leaning words
_WORDS = {
    "en": "not no never none nobody nothing nowhere neither nor cannot | without hardly barely scarcely rarely "
    "seldom few little unless except only instead rather than too until before unlike non yet short far "
    "outside last whether since less",
    "de": "nicht kein keine keinen keinem keiner keines keinesfalls keineswegs nie niemals nichts niemand niemanden nirgends weder "
    " | ohne kaum selten wenig wenige ausser nur statt anstatt sondern bevor bis",
    "nl": "niet geen nooit niets niemand nergens | zonder nauwelijks zelden weinig behalve slechts maar "
    "pas alleen tenzij voordat",
    "af": "nie geen nooit niks niemand | sonder skaars min behalwe net maar",
    "sv": "inte ej icke ingen inget inga aldrig varken ingenting | utan knappt sallan fa lite utom bara innan",
    "da": "ikke ingen intet aldrig hverken ingenting | uden naeppe sjaeldent fa lidt undtagen kun inden",
    "nb": "ikke ingen intet aldri verken ingenting | uten neppe sjelden fa lite unntatt bare innen",
    "nn": "ikkje ingen inkje aldri korkje ingenting | utan neppe sjeldan fa lite unntatt berre",
    "is": "ekki enginn engin ekkert aldrei hvorki | an varla sjaldan fair litid nema adeins",
    "fr": "pas aucun aucune | sans jamais rien ne non peine guere peu sauf seulement avant moins plutot lieu personne",
    "it": "non nessun nessuno nessuna niente nulla | mai senza appena poco pochi quasi tranne solo prima "
    "contro meno anziche piuttosto invece",
    "es": "no ningun ninguno ninguna nunca jamas nada nadie ni tampoco | sin apenas poco pocos salvo solo sino "
    "antes menos excepto vez",
    "pt": "nao nenhum nenhuma nunca jamais nada ninguem nem tampouco | sem apenas pouco poucos salvo so mas "
    "antes menos exceto vez",
    "gl": "non ningun ningunha nunca nada ninguen nin | sen apenas pouco so antes agas",
    "ca": "no cap mai res ningu ni tampoc | sense gaire poc nomes abans excepte",
    "ro": "nu n niciun nicio nici niciodata nimic nimeni | fara abia putin doar inainte decat exceptia",
    "pl": "nie ani nigdy nic nikt nikogo zaden zadna zadne zadnego zadnej zadnych nikomu niczego | bez ledwo "
    "rzadko malo niewiele tylko lecz oprocz przed zamiast zanim brak",
    "ru": "не ни нет никогда ничего никто никого никакой никаких ничто нельзя никому никак нигде | без едва "
    "редко мало только лишь кроме пока прежде вместо вряд отсутствие",
    "uk": "не ни нi ні нема немає нiколи ніколи ничого нічого ніхто нікого жоден жодна жодного жодних "
    "неможна | без ледве рідко мало лише тільки крім поки замість навряд брак відсутність",
    "be": "не ні няма ніколі нічога ніхто | без толькі мала апроч",
    "bg": "не нито няма нямало никога нищо никой никого нямаше нямат никакъв никаква никакви | без едва рядко малко "
    "само освен преди вместо липса",
    "mk": "не ниту нема никогаш ништо никој | без едвај само освен пред",
    "sr": "не ни није нису нисам нема неће никада ништа нико никог нити ne ni nije nisu nisam nema nece "
    "nikad nikada nista niko nikog niti | без bez jedva samo osim pre umesto",
    "hr": "ne ni nije nisu nisam nema nece nikad nikada nista nitko nikoga niti | bez jedva samo osim prije umjesto",
    "sl": "ne ni niso nisem nima nikoli nic nihce niti ne bo | brez komaj redko samo razen pred namesto proti",
    "lt": "ne nei nera niekada nieko niekas joks jokio | be vos retai tik isskyrus pries",
    "lv": "ne nav nevis nekad neko neviens | bez tikko reti tikai iznemot pirms",
    "el": "δεν δε μη μην ουτε μητε ποτε τιποτα κανεις κανενας καμια κανενα οχι | χωρις διχως μολις σπανια λιγα "
    "λιγο μονο εκτος πριν αντι",
    "fi": "ei en et emme ette eivat eika eivatka ala enka ettei vaikkei ellei jollei | muuta vahemman ilman tuskin harvoin vahan vain paitsi ennen sijaan",
    "et": "ei ega ara mitte pole polnud | ilma vaevalt harva vahe ainult valja enne asemel",
    "hu": "nem ne sem se sohase sose sohasem sosem nincs nincsenek soha senki semmi nincsen | nelkul alig ritkan keves csak kiveve mielott helyett",
    "tr": "hayir asla hicbir | hic kimse sadece yalnizca az nadiren disinda once yerine karsi ancak",
    "az": "deyil yox hec xeyr | yalniz az once evezine",
    "id": "tidak bukan tidaklah bukanlah tak belum jangan tiada | tanpa hanya jarang sedikit kecuali sebelum melawan gagal",
    "ms": "tidak bukan tidaklah bukanlah tak belum jangan tiada | tanpa hanya jarang sedikit kecuali sebelum",
    "tl": "hindi wala walang huwag | lamang bago",
    "vi": "khong chang chua dung | chi it tru truoc",
    "sq": "nuk s mos asnje kurre asgje askush | pa vetem pak para",
    "eu": "ez inoiz ezer inor | gabe bakarrik gutxi",
    "cy": "ddim nid dim byth neb ni na | heb dim ond",
    "ga": "ni nil nior nach | gan ach",
    "eo": "ne neniu nenio neniam | sen nur malmulte",
    "ar": "لا لم لن ليس ليست ليسوا لست لسنا لستم ليسا لسن | بدون دون غير عدم ما الا سوى قبل قليل نادرا فقط بلا ضد",
    "fa": "هرگز هیچگاه هیچ‌گاه هیچکس هیچ‌کس نه نيست نیست نبود هيچ هیچ نشد نکرد ندارد ندارند نداشت نباید نخواهد نخواهند | بدون غير غیر جز فقط کم قبل بي بی عدم",
    "ur": "نہیں نہ مت | بغیر بنا صرف کم سوا",
    "he": "שום לא אין ואין שאין אינו אינה אינם אינן שאינו שאינה איני אל  מעולם לעולם שלא ולא | בלי ללא מבלי רק מעט נדיר לפני נגד במקום פרט",
    "hi": "नहीं न ना मत नही | बिना केवल सिर्फ कम पहले बजाय खिलाफ",
    "bn": "না নেই নয় নি নাই | ছাড়া শুধু কম আগে",
    "ta": "இல்லை அல்ல | இல்லாமல் மட்டும்",
    "sw": "hapana hakuna si kamwe | bila tu kabla",
    "ka": "არ ვერ ნუ არა | გარეშე მხოლოდ",
}  # fmt: skip
_INSIDE = {
    "en": r"\w+n['’]t",
    "fr": r"\bn(?:e\b|['’])[^.;,:?!]{1,30}?\b(?:pas|jamais|rien|plus|aucune?|personne|ni|point|nulle?)\b",
    # Czech and Slovak: verbs carry the negation; nouns and adjectives with ne- only lean.
    "cs": r"\bne\w+(?:l|la|lo|li|ly|je|uje|ují|ejí|ají|íte?)\b|\bne(?:ní|jsou|jsem|jsme|má|mám|ví|vím|chce|chci|mohou|"
    r"může|mohu|bud\w*|smí|lze|chtějí|zná)\b|\b(?:ne|ani|nikdy|nic|nikdo|nikoho|žádn\w+)\b",
    "sk": r"\bne\w+(?:l|la|lo|li|je|uje|ujú|ajú|ejú|íte?)\b|\bne(?:má|mám|vie|viem|chce|chcem|môže|môžu|bud\w*|smie|"
    r"vedia|chcú)\b|\b(?:nie|ani|nikdy|nič|nikto|žiadn\w+)\b",
    "lt": r"\bne(?!t\b|s\b|seniai)\w{3,}",
    "lv": r"\bne(?!v|dēļ)\w{3,}",
    "tr": r"\bde[ğg]il\w*|\byok(?:tu\w*|tur|sa)?\b(?!\s+et)|\w{2,}m[ae](?:z|d[ıiuü]\w*|yaca[kğ]\w*|yece[kğ]\w*|m[ıi][şs]\w*|"
    r"mekte\w*|makta\w*|m[ae]s[ıi]\w*)\b|\w{2,}m[ıiuü]yor\w*",
    "az": r"\w{2,}m[aə](?:z|d[ıi]\w*|yacaq\w*|yəcək\w*|yıb|yib)\b|\w{2,}m[ıi]r\b",
    "fa": r"\bن(?:می|خواه|شده|بوده|کرده|داد|گفت|توان|شو|کن|دار)\w*",
    "ar": r"\b[وف](?:لا|لم|لن|ليس\w*)\b",
    "zh": r"[不](?:是|会|會|能|要|可|应|應|该|該|再|愿|願|想|得|需|希望|接受|承认|承認|相信|同意|支持|知道|认为|認為|打算|存在|允许|"
    r"允許|属|屬|在|做|用|给|給|让|讓|去|来|來|曾|打|怕|喜|认|认同|赞)|[没沒](?:有)?|[无無]法|未(?:能|曾|有|被|必|获|獲|收|发|發|经|經)|"
    r"[从從]未|[并並]未|尚未|[并並]非|[绝絕决決]不|否认|否認",
    "ja": r"ない|なかっ|なく|なけれ|ません|ませ|ず(?:に|、|。|\b)|ぬ(?:\b|、|。)|無し|なし",
    "ko": r"않|못|없|아니|안\s|말라|말고",
    "th": r"ไม่|มิ|ไร้|อย่า",
    "hy": r"\bչ\w{2,}",
    "kk": r"емес|жоқ|\w{2,}[мбп][ае](?:ді|ды|й|ған|ген)\w*",
    "mn": r"\w+гүй|биш",
    "ml": r"ഇല്ല|അല്ല|\w+ില്ല",
    "te": r"లేదు|కాదు|\w+లేదు",
    "kn": r"ಇಲ್ಲ|ಅಲ್ಲ|\w+ಿಲ್ಲ",
    "mr": r"नाही|नको|\bन\b",
}  # fmt: skip
# What may stand for a negation inside a word.
_LEANING_INSIDE = {
    "en": r"\b(?:un(?!der|til|i|cle|usual)\w{4,}|non-?\w{4,}|(?:in|im|ir|il)\w{2,}(?:able|ible)\b|"
    r"(?:inac|inad|incap|incor|ineff|insuf|irra|irres|illeg|immor|dishon)\w+|dis(?:like|agree|approv|allow|satisf)\w*)|\w{3,}less\b",
    "de": r"\bun(?!ter|ser|gef[äa]hr|gar|ion|iv|mittel|weit)\w{4,}|\w{3,}los(?:e[nrms]?)?\b|\b(?:miss|nicht|fehl)\w+|\w{3,}frei\b",
    "nl": r"\bon(?!der|s|ge(?:veer|acht)|langs|tw|tst|tv)\w{5,}|\w{3,}loos\b|\bmis\w{4,}",
    "sv": r"\bo(?!ch|ck|ct|rd|rg|mr|ml|ff|li)\w{5,}|\w{3,}l[öo]s[at]?\b|\bmiss\w+",
    "fr": r"\b(?:in|im|ir|il|m[ée]|d[ée])\w{2,}(?:able|ible|ant|ante)s?\b|\bnon[- ]\w+|\bm[ée](?:content|connu)\w*",
    "it": r"\b(?:in|im|ir)\w{2,}(?:abil|ibil)\w+|\bdis\w{5,}",
    "es": r"\b(?:in|im|ir)\w{2,}(?:able|ible)s?\b|\bdes(?!de|p|t)\w{5,}",
    "pt": r"\b(?:in|im|ir)\w{2,}(?:[áa]ve[il]s?|[íi]ve[il]s?)\b|\bdes(?!de|p|t)\w{5,}",
    "cs": r"\bne(?!j|b|k|d|zn|ws)\w{4,}|\bbez(?!p)\w*",
    "sk": r"\bne(?!j|b|k|d|ws)\w{4,}|\bbez(?!p)\w*",
    "pl": r"\bnie(?!kt|mi|mc|dzi|d[łl]u|dawn|co|zale)\w{4,}|\bbez(?!p)\w*",
    "ru": r"\bне(?!ск|кот|мец|дел|дав|зав|фт)\w{4,}|\bбе[зс](?!оп)\w*",
    "uk": r"\bне(?!що|дав|зал)\w{4,}|\bбез(?!п)\w*",
    "bg": r"\bне(?!го|и|що|дел|зав|фт)\w{4,}|\bбе[зс](?!оп)\w*",
    "hu": r"\w{3,}(?:tlan|tlen|talan|telen)\w*",
    "tr": r"\w+s[ıiuü]z\w*|\w+m[ae](?:dan|den|yan|yen)\w*",
    "fi": r"\w{3,}(?:mat|mät)(?:on|ön|ta|tä|tom\w+|töm\w+)\b|\w{3,}t(?:on|ön)\b|\bep[äa]\w{4,}",
    "hi": r"\b(?:बे|ना|गैर)\w{3,}",
    "fa": r"\b(?:نا|بی|غیر)\w{3,}|\bن\w{3,}",
    "ar": r"\bغير|\bعدم|\bبعدم|\bبلا\b",
    "zh": r"[无無]|拒绝|拒絕|禁止|缺乏|失败|失敗|避免|除非|免于|不",
    "ja": r"[不無]|否定|拒否|禁止|未|なし|せず|ず",
    "ko": r"[불비무미부]\w|없이",
    "th": r"ไร้|ปราศ",
}  # fmt: skip
_NOT_THESE = {
    "en": r"not only|no (?:later|longer|less|fewer|more|better|sooner) than|nothing but|no doubt|whether or not|if not|not just|"
    r"not to mention|not least|never more so|\bno\.\s*\d|\b(?:oh,?\s+)?no\b(?=\s*[,.!?\"”’])|(?:do|does|did)n['’]t care|"
    r"n['’]t wait|not (?:bad|unlike)|nor deny|not deny",
    "zh": r"不过|不過|不仅|不僅|不但|不同|不断|不斷|不久|不少|不管|不得不|非常|未来|未來|不论|不論|不一|除非|是否|非洲|非凡|"
    r"特别|別|分别|个别|性别|区别|差别|级别|告别|无论|無論|不止|不禁|不只|不愧|不满|不安|无线|不幸|不良|不动产|莫非",
    "ja": r"ではないか|じゃない[?？]|かもしれない|しかない|なければならない|違いない|少なく|間もなく|まもなく|だけでなく|なくてはならない"
    r"|なくなっ|なければいけない|ざるを得ない|なければ?な(?:ら|り)\w{0,6}|なくては\w{1,8}|ないと(?:いけ|なら)\w{0,4}|だけで(?:は)?なく|ではなく",
    "fr": r"\bn(?:e\b|['’])(?:(?!\b(?:pas|jamais|plus|rien|aucun|point|gu[èe]re|ni)\b)[^.;,]){1,30}?\bqu(?:e\b|['’])|"
    r"\b(?:un|les?|des|ces|ses|leurs|premiers?|grands?|petits?|quelques|plusieurs) pas\b|"
    r"\bplus qu(?:e\b|['’])|non seulement|\bpas à pas\b|\bà jamais\b",
    "it": r"non solo|non [^.;,]{1,30} che ",
    "es": r"no s[oó]lo|no obstante",
    "pt": r"n[ãa]o s[óo]",
    "de": r"nicht nur|noch\b(?!\s+(?:nie|nicht|kein))",
    "ru": r"не только|тем не менее|не менее|не более",
    "uk": r"не лише|не тільки|тим не менш\w*",
    "bg": r"не само",
    "pl": r"nie tylko|niemniej",
    "nl": r"niet alleen|nog",
    "sv": r"inte bara|utan att\b",
    "el": r"όχι μόνο",
    "hu": r"nem csak|nemcsak",
    "fi": r"ei vain|ei ainoastaan",
    "ko": r"못지|없이도|안전|안정|안내|안보",
    "th": r"ไม่ใช่แค่|ไม่เพียง|มิถุนา\w*|มิตร|มิติ",
    "ar": r"لا سيما|لا يزال\w*|لا تزال\w*|ليس فقط|لا بد|ما لا يقل",
    "tr": r"ne zaman|ne kadar|yaln[ıi]z",
    "cs": r"nejen\w*|nicm[ée]n[ěe]|než\b|nebo\b|neboť|negativ\w*|někter\w+|několik\w*|nech\w*|nepoko\w*|někd\w+|něco\w*|nes\w{0,3}\b|net\w{0,2}\b|nemocnic\w*|neděl\w+|netflix\w*|new\w*",
}  # fmt: skip
_SAME_AS = {"bs": "hr", "sh": "sr", "no": "nb", "yue": "zh"}


# A word longer than this (in characters) is no word; the patterns look into words and would take
# quadratic time on it.
_LONG_WORD = re.compile(r"\w{60,}")


def readable(text: str, language: str) -> str:
    """Return a text of the same length with overlong words blanked, for patterns that look into words.

    Scripts written without spaces are left as they are: their patterns match at fixed places.
    """
    if tag(language) in UNSPACED:
        return text
    return _LONG_WORD.sub(lambda m: " " * len(m[0]), text)


@cache
def negation_of(language: str) -> Negation | None:
    """Return how `language` negates, None where the table does not say."""
    code = tag(language)
    code = _SAME_AS.get(code, code)
    if code not in _WORDS and code not in _INSIDE:
        return None
    plain, _, leaning = _WORDS.get(code, "").partition("|")
    return Negation(
        frozenset(map(fold, plain.split())),
        frozenset(map(fold, leaning.split())),
        *(
            re.compile(t[code], re.IGNORECASE) if code in t else None
            for t in (_INSIDE, _LEANING_INSIDE, _NOT_THESE)
        ),
    )
