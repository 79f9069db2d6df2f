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
    "outside last whether since less till worse",
    "de": "nicht kein keine keinen keinem keiner keines keinesfalls keineswegs nie niemals nichts niemand niemanden nirgends weder "
    " | ohne kaum selten wenig wenige ausser nur statt anstatt sondern bevor bis weniger erst",
    "nl": "niet geen nooit niets niemand nergens | zonder nauwelijks zelden weinig behalve slechts maar "
    "pas alleen tenzij voordat minder",
    "af": "nie geen nooit niks niemand | sonder skaars min behalwe net maar minder eers",
    "sv": "inte ej icke ingen inget inga aldrig varken ingenting | utan knappt sallan fa lite utom bara innan mindre forst",
    "da": "ikke ingen intet aldrig hverken ingenting | uden næppe sjældent fa lidt undtagen kun inden mindre forst",
    "nb": "ikke ingen intet aldri verken ingenting | uten neppe sjelden fa lite unntatt bare innen mindre forst",
    "nn": "ikkje ingen inkje aldri korkje ingenting | utan neppe sjeldan fa lite unntatt berre",
    "is": "ekki enginn engin ekkert aldrei hvorki | an varla sjaldan fair litið nema adeins",
    "fr": "pas aucun aucune | sans jamais rien ne non peine guere peu sauf seulement avant moins plutot lieu personne",
    "it": "non nessun nessuno nessuna niente nulla | mai senza appena poco pochi quasi tranne solo prima "
    "contro meno anziche piuttosto invece",
    "es": "no ningun ninguno ninguna nunca jamas nada nadie ni tampoco | sin apenas poco pocos salvo solo sino "
    "antes menos excepto vez",
    "pt": "nao nenhum nenhuma nunca jamais nada ninguem nem tampouco | sem apenas pouco poucos salvo so mas "
    "antes menos exceto vez",
    "gl": "non ningun ningunha nunca nada ninguen nin | sen apenas pouco so antes agas",
    "ca": "no cap mai res ningu ni tampoc | sense gaire poc nomes abans excepte menys",
    "ro": "nu n niciun nicio nici niciodata nimic nimeni | fara abia putin doar inainte decat exceptia putin",
    "pl": "nie ani nigdy nic nikt nikogo zaden zadna zadne zadnego zadnej zadnych nikomu niczego | bez ledwo "
    "rzadko mało niewiele tylko lecz oprocz przed zamiast zanim brak mniej dopiero",
    "ru": "не ни нет никогда ничего никто никого никакой никаких ничто нельзя никому никак нигде | без едва "
    "редко мало только лишь кроме пока прежде вместо вряд отсутствие менее меньше",
    "uk": "не ни нi ні нема немає нiколи ніколи ничого нічого ніхто нікого жоден жодна жодного жодних "
    "неможна | без ледве рідко мало лише тільки крім поки замість навряд брак відсутність менше менш",
    "be": "не ня ні няма нямае ніколі нічога ніхто нельга | без толькі мала апроч",
    "bg": "не нито няма нямало никога нищо никой никого нямам нямаш нямаме нямате нямаше нямат никакъв никаква никакви | без едва рядко малко "
    "само освен преди вместо липса по-малко",
    "mk": "не ниту нема никогаш ништо никој | без едвај само освен пред",
    "sr": "не ни није нису нисам ниси нисмо нисте нема немам немаш немамо немају неће нећу нећеш нећемо нећете "
    "немој немојте никада никад ништа нико никог нити ниједан ниједна ne ni nije nisu nisam nisi nismo niste nema nemam "
    "nemas nemamo nemaju nece necu neces necemo necete nemoj nemojte nikad nikada nista niko nikog niti nijedan "
    "nijedna nijednog | без bez jedva samo osim pre umesto мање manje",
    "hr": "ne ni nije nisu nisam nisi nismo niste nema nemam nemas nemamo nemate nemaju nece necu neces necemo necete "
    "nemoj nemojte nikad nikada nista nitko nikoga niti nijedan nijedna nijednog | bez jedva samo osim prije umjesto manje",
    "sl": "ne ni nisem nisi nismo niste niso nima nimam nimas nimamo nimajo noce nocem nocemo nocejo nikoli nic nihce "
    "niti noben nobena nobenega nobene nobenih | brez komaj redko samo razen pred namesto proti manj sele",
    "lt": "ne nera niekada nieko niekas joks jokio | nei be vos retai tik isskyrus pries",
    "lv": "ne nav nevis nekad neko neviens | bez tikko reti tikai iznemot pirms",
    "el": "δεν δε μη μην ουτε μητε ποτε τιποτα κανεις κανενας καμια κανενα οχι | χωρις διχως μολις σπανια λιγα "
    "λιγο μονο εκτος πριν αντι λιγοτερο",
    "fi": "ei en et emme ette eivat eika eivatka ala alka enka etka emmeka etteka ettei etten ettet ettemme vaikkei ellei jollei jottei miksei mikset | muuta vahemman ilman tuskin harvoin vahan vain paitsi ennen sijaan vasta",
    "et": "ei ega arge mitte pole polnud poleks polevat | ara ilma vaevalt harva vahe ainult valja enne asemel alles vahem",
    "hu": "nem ne sem se sohase sose sohasem sosem nincs nincsenek soha senki semmi nincsen | nelkul alig ritkan keves csak kiveve mielott helyett kevesbe kevesebb",
    "tr": "hayır asla hicbir | hic kimse sadece yalnızca az nadiren dısında once yerine karsı ancak",
    "az": "xeyr | hec yalnız az once əvəzinə",
    "id": "tidak bukan tidaklah bukanlah tak belum jangan tiada | tanpa hanya jarang sedikit kecuali sebelum melawan gagal kurang",
    "ms": "tidak bukan tidaklah bukanlah tak belum jangan tiada | tanpa hanya jarang sedikit kecuali sebelum kurang",
    "tl": "hindi wala walang huwag wag di ayaw | lamang bago",
    "vi": "khong chang chua cha đung | chi it tru truoc",
    "sq": "nuk s mos asnje kurre asgje askush | pa vetem pak para",
    "eu": "ez ezin ezingo ezinezkoa | gabe bakarrik gutxi",
    "cy": "ddim nid dim byth neb peidiwch paid peidio | methu heb dim ond",
    "ga": "ni nil nilim nilimid nior nach nar | gan ach",
    "eo": "ne nek neniu neniun nenio nenion neniam nenia nenian | sen nur malmulte",
    "ar": "لا لم لن ليس ليست ليسوا لست لسنا لستم ليسا لسن الا عدم بعدم لعدم وعدم | بدون دون غير ما سوى قبل قليل نادرا فقط بلا ضد اقل",
    "fa": "هرگز هیچگاه هیچ‌گاه هیچکس هیچ‌کس نه هيچ هیچ | بدون غير غیر جز فقط کم قبل بي بی عدم کمتر",
    "ur": "نہیں نہ مت | بغیر بنا صرف کم سوا",
    "he": "שום לא אין ואין שאין אינו אינה אינם אינן שאינו שאינה שאינם איני טרם אינני איננו איננה אינך אינכם מעולם לעולם שלא ולא | בלתי אי בלי ללא מבלי רק מעט נדיר לפני נגד במקום פרט פחות",
    "hi": "नहीं न ना मत नही | बिना केवल सिर्फ कम पहले बजाय खिलाफ",
    "bn": "না নেই নয় নয় নি নাই নই নন নও | ছাড়া শুধু কম আগে",
    "sw": "hapana hakuna si kamwe | bila tu kabla",
    "ka": "არ ვერ ნუ არა აღარ არაა არასოდეს არავინ არავის არაფერი ვეღარ | გარეშე მხოლოდ",
}  # fmt: skip
_INSIDE = {
    "en": r"\w+n['’]t",
    "fr": r"\bn(?:e\b|['’])[^.;,:?!]{1,30}?\b(?:pas|jamais|rien|plus|aucune?|personne|ni|point|nulle?)\b|"
    r"\b(?:personne|rien|aucune?|nulle?)\b[^.;,:?!]{0,20}?\bn(?:e\b|['’])|\bni\b[^.;:?!]{1,30}?\bni\b",
    # Czech and Slovak: verbs carry the negation; nouns and adjectives with ne- only lean.
    "cs": r"\bne(?!j|bo(?:ť|li)?\b|ch(?:\b|a|áv|ť)|děl(?:i|e\b|ní|\b)|moc|hod[auě]|teř|věst|přítel|přát|gat|rv\w|ust[áa]l|utr|bezpeč|návid)\w*"
    r"(?:l|la|lo|li|ly|[^lš]e|[mtn]e|[^n]í|[^n]á|uj[ui]|žu|[jd]u|ci|[^n]ím|ám|[eíá]š|[hds]ou|ej|[aeěi]t)\b|"
    r"\bne(?:ní|jsem|jsi|jsme|jste|jsou|jd[ue]|vím|ví|má|smí|umí)\b|\b(?:ne|ani|nikdy|nic|nikdo|nikoho|žádn\w+)\b",
    "sk": r"\bne(?!ch\b|de[ľl]|moc|hod[auye]|gat|rv\w|ust[áa]l|utr|bezpeč|priat)\w*"
    r"(?:l|la|lo|li|[^l]e|[mt]e|[^n]í|[^n]á|[^n]ia|[ujae]j[úu]|[^n]ú|[^n]ím|ám|iem|[eíáa]š|em|ci|ej|[aei]ť)\b|"
    r"\b(?:nie|ani|nikdy|nič|nikto|nikoho|žiad[en]\w*)\b",
    "lt": r"\bne(?!t\b|s\b|seniai|trukus|rv|gatyv|kilnojam|apyk|kent|kenč)\w{3,}",
    "lv": r"\bne(?!viens|viena|vis\b|dēļ|rv|gatīv|kavējo|daudz|pat[īi]k)\w{3,}",
    "tr": r"\bde[ğg]il\w*|\byok(?:tu\w*|tur|sa)?\b(?!\s+et)|\w{2,}m[ae](?:z(?!li)\w*|d[ıiuü]\w*|yaca[kğ]\w*|yece[kğ]\w*|"
    r"yan\w*|yen\w*|yın|yin|yıp|yip|m[ıi][şs]\w*|mak\w*|mek\w*|may[ıi]\w*|mey[ıi]\w*|mas[ıi]\w*|mes[ıi]\w*|mal[ıi]\w*|mel[ıi]\w*)\b|\w{2,}m[ıiuü]yor\w*",
    "az": r"\bdeyil\w*|\byox\w*|\w{2,}m[aə](?:z\w{0,4}|d[ıi](?!r)\w*|yaca[qğ]\w*|yəcə[kyğ]\w*|yıb\w*|yib\w*|mış\w*|miş\w*)\b|"
    r"\w{2,}m[ıiuü]r(?:əm|am|s[əaiıuü]n\w*|[ıiuü]q|[ıiuü]k|l[aə]r|d[ıiuü]\w*)?\b",
    "fa": r"\bن(?:م[یي]|خواه|شد(?!ن)|شو|بود|باش|با[یي]د|[یي]ست|کرد|کن(?!ار)|داد|دا[رش]\w|گفت|توان|تون|رفت|رو[یند]|زد(?!یک|\b)|[یي]ام|د[یي]د|"
    r"خورد|خواند|خواس|پذ[یي]رفت|رس[یي]د|ساخ|گذاش|گرف|[یي]افت|ماند|گرد|دان)\w*",
    "ar": r"\b[وف](?:لا|لم|لن|ليس\w*)\b",
    "zh": r"唔(?!該|该)|冇|(?<![特分个個性区區差级級告辨识識])[别別](?=[再让讓想怕忘说說把去])|(?<!\w不)不(?!过|過|仅|僅|但|同(?!意)|断|斷|久|少|管|论|論|一(?!样|樣|定)|止|禁|只|愧|满|滿|安|幸|良|动产|動產|列|来梅|來梅|丹|错|錯|得不|锈|鏽)|"
    r"(?<![淹沉出埋吞湮])[没沒](?!收|落)|[无無](?:法|人|权|權|意|需|罪)|(?:[并並毫从從])[无無]|未(?!来|來|婚|成年|知|遂)",
    "ja": r"ない|なかっ|な(?<!少な)く(?!な)|なけれ|無[いくか]|ません(?!か)|ず(?:に|、|。|\b)|ぬ(?:\b|、|。)|無し|なし(?=で|に|。|、)",
    "ko": r"않|못|없|아니|(?<!\w)안(?:\s|돼|되|된|될|했|하|가|와|들|보|먹)|모르|모른|몰[랐라]|지\s?마|말라|말고|마세요",
    "th": r"ไม่|มิได้|อย่า(?!ง)",
    "hy": r"\bչ(?!որս|որրորդ|ափ|ինա|եզոք|եմպ)\w{3,}|\bչ(?:ի|է|են|եմ|ես|եք|էր|էի|կա|ենք|էին)\b|\bոչ\b|մի՛",
    "kk": r"емес|жоқ|\w{2,}[мбп][ае](?:ді|ды|й|ған|ген)\w*",
    "mn": r"\w{2,}(?<!бүс)(?<!удах)(?<!төдий)гүй\b|биш|битгий|\bбүү\b|\bалга\b",
    "ml": r"[ഇഅ]ല്ല|ില്ല|(?<=[തരനമ])ല്ല(?=[\s.,!?യേ]|$)|രുത്",
    "te": r"లేదు|కాదు|లేను|లేరు|లేడు|లేవు|వద్దు|ొద్దు|(?<=య)దు(?=[\s.,!?]|$)",
    "kn": r"[ಇಅ]ಲ್ಲ|ಿಲ್ಲ|ಬಾರದು|ಬೇಡ",
    "ta": r"[இி]ல்லை|அல்ல|மாட்ட|ாது(?=[\s.,!?]|$)|ாதே|ாதீ|வேண்டாம்",
    "mr": r"नाही|नको|नका\b|नव्ह|नये|नस[लतेण]|(?<=\s)न(?=\s)",
    "bn": r"(?:(?<!ত)িনি|েনি|ায়নি|ায়নি|ননি|িনা)(?=[\s।,.!?]|$)",
    "sw": r"\bha(?:wa\w{3,}|tu\w{3,}|ku\w{2,}|ta\w{4,}|ja\w{3,}|i(?!r)\w{3,}|zi\w{3,}|li(?!si)\w{3,}|m\w{4,}|na\b)|"
    r"\bsi(?:ku|ta|ja|ju|we|pend|tak)\w+|\b[uam]si(?!o|a\b)\w{4,}|\w{2,}singe\w+",
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
    "zh": r"否认|否認|[无無]|拒绝|拒絕|禁止|缺乏|失败|失敗|避免|除非|免于|不",
    "ja": r"[不無]|否定|拒否|禁止|未|なし|せず|ず",
    "ko": r"[불비무미부]\w|없이",
    "ta": r"இல்லாமல்|ாமல்|மட்டும்",
    "ml": r"ാതെ|ില്ലാത",
    "lv": r"\bne\w{3,}|\bbez\w*",
    "lt": r"\bne\w{3,}|\bbe(?!t|i)\w{4,}",
    "az": r"\w+s[ıiuü]z\w*|\w+m[aə]d[aə]n\b",
    "th": r"ไร้|ปราศ",
}  # fmt: skip
_NOT_THESE = {
    "en": r"not only|no (?:later|longer|less|fewer|more|better|sooner) than|nothing but|no doubt|whether or not|if not|not just|"
    r"not to mention|not least|never more so|no (?:further|better|worse|sooner|more \w+)\b|\bno\.\s*\d|\b(?:oh,?\s+)?no\b(?=\s*[,.!?\"”’])|(?:do|does|did)n['’]t care|"
    r"n['’]t wait|(?:not|n['’]t)(?=\s*(?:[.,;:!]|(?:and|or|but)\b))|(?:could not|couldn['’]t) [\w ]{1,30}(?:worse|better|more|less)\b|do no wrong|not (?:bad|unlike)|nor deny|not deny",
    "zh": r"(.)[不没沒]\1|有[没沒]有|不过|不過|不仅|不僅|不但|不断|不斷|不久|不少|不管|不得不|不已|不及待|非常|未来|未來|不论|不論|除非|是否|非洲|"
    r"特别|別|分别|个别|性别|区别|差别|级别|告别|无论|無論|不止|不禁|不只|不愧|不动产|莫非",
    "ja": r"ではないか|じゃない[?？]|かもしれ(?:ない|ません)|しかない|に(?:過ぎ|すぎ)ない|ほかならない|なければ?な(?:ら|り)\w{0,6}|違いない|間違いなく|"
    r"少なく|間もなく|まもなく|余儀なく|までもなく|だけで(?:は)?なく|ではなく|なく(?:て|と)は\w{1,8}|なくなっ|なければいけない|ざるを得ない|"
    r"ないと(?:いけ|なら)\w{0,4}|(?:かかわ|関わ|限|問わ|変わら|必|思わ|まず)ら?ず|すみません|ばかりでなく",
    "fr": r"\bn(?:e\b|['’])(?:(?!\b(?:pas|jamais|plus|rien|aucun|point|gu[èe]re|ni)\b)[^.;,]){1,30}?\bqu(?:e\b|['’])|"
    r"\b(?:un|les?|des|ces|ses|leurs|premiers?|grands?|petits?|quelques|plusieurs) pas\b|"
    r"\bplus qu(?:e\b|['’])|non seulement|\bpas à pas\b|\bà jamais\b",
    "it": r"non solo|non soltanto|non [^.;,]{1,20} altro che\b|non vedo l['’]ora",
    "es": r"no s[oó]lo|no solamente|no obstante|ni m[aá]s ni menos",
    "pt": r"n[ãa]o s[óo]\b|n[ãa]o apenas|n[ãa]o somente|n[ãa]o obstante",
    "de": r"nicht (?:nur|allein|zuletzt|schlecht|umsonst)|noch\b(?!\s+(?:nie|nicht|kein))",
    "ru": r"не только|тем не менее|не менее|не более|не раз\b|не говоря|чуть ли не|едва не|не смотря|не прочь|пока не",
    "uk": r"не лише|не тільки|тим не менш\w*|не раз\b|ледь не|мало не|поки не|не зважаючи",
    "bg": r"не само",
    "pl": r"nie tylko|niemniej",
    "nl": r"niet alleen|nog",
    "sv": r"inte (?:bara|minst)|utan att\b",
    "el": r"όχι μόνο",
    "hu": r"nem (?:csak|kevés|más|sokkal|olyan rég\w*)|nemcsak|nemrég\w*|nemzet\w*",
    "fi": r"ei vain|ei ainoastaan",
    "ko": r"못지|뿐만? 아니라|없이도|안전|안정|안내|안보",
    "vi": r"không\s*[?？]|chưa\s*[?？]|không (?:chỉ|dưới|ít|những)",
    "hi": r"न केवल|न सिर्फ|ही नहीं",
    "az": r"t[əa]kc[əa] \S+ yox|g[əa]l[əa]r g[əa]lm[əa]z",
    "he": r"לא רק|אינ\w* אלא",
    "lt": r"ne tik|ne vien",
    "lv": r"ne tikai",
    "hr": r"ne samo|zar ne|samo što ni\w+",
    "sr": r"не само|ne samo|zar ne|samo što ni\w+",
    "sl": r"ne samo|ne le",
    "be": r"не толькі|амаль не",
    "eo": r"ne nur",
    "th": r"ไม่ใช่แค่|ไม่เพียง|มิถุนา\w*|มิตร|มิติ",
    "ar": r"أ(?:ليس|لم|لست)\w*|لا [^.،؛]{1,25} إلا|لا شك|لا سيما|لا يزال\w*|لا تزال\w*|ليس فقط|لا بد|ما لا يقل",
    "tr": r"ne zaman|ne kadar|yaln[ıi]z|\w+[ae]r \w+m[ae]z\b|\b(\w{2,})[ıiuü]p \1\w*m[ae]\w+|\binan[ıi]lmaz\w*|yaramaz\w*",
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
