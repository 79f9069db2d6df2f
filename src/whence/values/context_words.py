"""Words that stand beside a number and change its meaning: about, between … and, ordinal endings.

CLDR has no such words. Each language's row is a plain list; a language that is not here simply
keeps its numbers exact.
"""

from __future__ import annotations

# Standing right before a number (or after it, in languages that say so): not exact.
ABOUT: dict[str, str] = {
    "af": "ongeveer|omtrent|sowat|bykans|amper",
    "ar": "حوالي|حوالى|نحو|قرابة|تقريبا|زهاء|ما يقرب من|ما يقارب|نحوا من",
    "az": "təxminən|haqqında|yaxın",
    "be": "каля|прыкладна|амаль|прыблізна",
    "bg": "около|приблизително|почти|близо|към",
    "bn": "প্রায়|আনুমানিক",
    "ca": "uns|unes|aproximadament|gairebé|prop de|al voltant de|quasi",
    "cs": "asi|přibližně|zhruba|kolem|okolo|téměř|skoro|na",
    "da": "omkring|cirka|ca|næsten|omtrent|knap|godt",
    "de": "etwa|rund|ungefähr|circa|zirka|ca|fast|knapp|gut|beinahe|annähernd|um die",
    "el": "περίπου|γύρω στους|γύρω στα|σχεδόν|κάπου",
    "en": "about|around|approximately|roughly|nearly|almost|some|circa|approx|close to|an estimated|or so|in the region of",
    "es": "unos|unas|alrededor de|aproximadamente|cerca de|casi|en torno a|hacia",
    "et": "umbes|ligi|ligikaudu|peaaegu",
    "eu": "inguru|gutxi gorabehera|ia",
    "fa": "حدود|حدودا|تقریبا|نزدیک به|قریب به|در حدود",
    "fi": "noin|suunnilleen|arviolta|lähes|melkein|vajaa|vajaat|liki",
    "fr": "environ|près de|quelque|quelques|presque|à peu près|une|autour de|approximativement|aux alentours de",
    "gl": "uns|unhas|arredor de|aproximadamente|case|preto de",
    "he": "כ|בערך|כמעט|קרוב ל|סביב",
    "hi": "लगभग|करीब|क़रीब|तकरीबन|तक़रीबन",
    "hr": "oko|približno|otprilike|gotovo|skoro|blizu",
    "hu": "mintegy|körülbelül|kb|közel|nagyjából|csaknem|majdnem|megközelítőleg|mindegy",
    "hy": "մոտ|շուրջ|մոտավորապես",
    "id": "sekitar|kira-kira|kurang lebih|hampir|kira kira",
    "is": "um|um það bil|nærri|næstum",
    "it": "circa|quasi|intorno a|attorno a|pressappoco|all'incirca|approssimativamente|una",
    "ja": "約|およそ|おおよそ|ほぼ|概ね",
    "ka": "დაახლოებით|თითქმის",
    "kk": "шамамен|жуық|шамалы",
    "ko": "약|대략|거의",
    "lt": "apie|maždaug|beveik|arti",
    "lv": "aptuveni|apmēram|gandrīz|ap",
    "mk": "околу|приближно|речиси",
    "ms": "kira-kira|sekitar|hampir|lebih kurang|kira kira",
    "nl": "ongeveer|circa|zowat|zo'n|bijna|rond|omstreeks|rond de|een kleine",
    "no": "omkring|cirka|ca|omtrent|nesten|rundt|om lag|knapt",
    "pl": "około|ok|blisko|prawie|niemal|mniej więcej|jakieś",
    "pt": "cerca de|aproximadamente|quase|uns|umas|em torno de|perto de|por volta de",
    "ro": "circa|aproximativ|aproape|în jur de|vreo|cam",
    "ru": "около|примерно|приблизительно|почти|порядка|где-то|приблизительно в",
    "sk": "asi|približne|zhruba|okolo|takmer|skoro",
    "sl": "približno|okoli|okrog|skoraj|kakih",
    "sq": "rreth|afërsisht|gati|pothuajse",
    "sr": "око|приближно|отприлике|готово|скоро|oko|približno|otprilike|gotovo|skoro",
    "sv": "omkring|cirka|ca|ungefär|nästan|runt|drygt|knappt",
    "sw": "karibu|takriban|kama",
    "ta": "சுமார்|ஏறத்தாழ",
    "te": "సుమారు|దాదాపు",
    "th": "ประมาณ|ราว|เกือบ",
    "tl": "mga|halos|humigit-kumulang",
    "tr": "yaklaşık|takriben|civarında|aşağı yukarı|kadar|neredeyse|hemen hemen",
    "uk": "близько|приблизно|майже|біля|орієнтовно|десь",
    "ur": "تقریبا|لگ بھگ|قریب",
    "uz": "taxminan|qariyb|deyarli",
    "vi": "khoảng|gần|xấp xỉ|chừng|độ",
    "zh": "约|約|大约|大約|大概|将近|將近|近|左右|差不多|约有",
}
# Between a number and what it counts: "millones de dólares", "20 de milioane".
OF: dict[str, str] = {
    "ca": "de|d['’]", "es": "de", "fil": "na|ng", "fr": "de|d['’]", "gl": "de", "it": "di|d['’]", "pt": "de", "ro": "de",
}  # fmt: skip
# A word between two numbers that makes them a range.
TO: dict[str, str] = {
    "ar": "إلى|الى", "bg": "до", "ca": "a", "cs": "až|do", "da": "til", "de": "bis", "el": "έως|μέχρι|με", "en": "to",
    "es": "a", "fa": "تا", "fi": "–", "fr": "à", "he": "עד|ל", "hi": "से", "hr": "do", "id": "hingga|sampai", "it": "a",
    "ja": "から|～|〜", "ko": "에서|~", "ms": "hingga|sampai", "nl": "tot", "no": "til", "pl": "do", "pt": "a", "ro": "până la|la",
    "ru": "до", "sk": "až|do", "sl": "do", "sr": "до|do", "sv": "till", "th": "ถึง", "tr": "ila|ile", "uk": "до", "vi": "đến", "zh": "到|至|～|〜",
}  # fmt: skip
# Words that mostly list things ("5 and 6"): a range only behind one of `BETWEEN`.
AND: dict[str, str] = {
    "ar": "و", "bg": "и", "ca": "i", "cs": "a", "da": "og", "de": "und", "el": "και", "en": "and", "es": "y", "fa": "و", "fr": "et", "he": "ו|ל",
    "hr": "i", "id": "dan", "it": "e", "ms": "dan", "nl": "en", "no": "og", "pl": "a|i", "pt": "e", "ro": "și", "ru": "и", "sk": "a", "sl": "in",
    "sr": "и|i", "sv": "och", "uk": "і|й|та", "vi": "và",
}  # fmt: skip
BETWEEN: dict[str, str] = {
    "ar": "بين|ما بين", "bg": "между", "ca": "entre", "cs": "mezi", "da": "mellem", "de": "zwischen", "el": "μεταξύ|ανάμεσα σε", "en": "between",
    "es": "entre", "fa": "بین", "fr": "entre", "he": "בין", "hr": "između", "id": "antara", "it": "tra|fra", "ms": "antara", "nl": "tussen",
    "no": "mellom", "pl": "między|pomiędzy", "pt": "entre", "ro": "între", "ru": "между", "sk": "medzi", "sl": "med", "sr": "између|između",
    "sv": "mellan", "uk": "між", "vi": "giữa|từ",
}  # fmt: skip
# Number words that are also, or mostly, something else; a number only with support beside it.
HOMOGRAPHS: dict[str, str] = {
    "ar": "كلا|كلتا|ست|مئات|آلاف|ملايين|عشرات|ثانية|ثان|أول|أولى|الأولى", "bg": "десетки|стотици|хиляди", "cs": "oba|obě|stovky|stovek|desítky|desítek|tisíce|miliony|milionů|miliardy|miliard",
    "da": "en|et|begge|hundreder|tusinder", "de": "acht|achte|achten|beide|beiden|hunderte|hunderten|tausende|tausenden|dutzende", "el": "εκατοντάδες|χιλιάδες",
    "en": "second|one|point|both|dozen|tens|hundreds|thousands|millions|billions|trillions", "es": "segundo|segunda|ambos|ambas|cuarto|cuarta|miles|cientos|millar|decena|decenas|centenar|centenares",
    "fa": "نه|سی|دهم|صدها|هزاران", "fi": "toinen|toisen|toista|toisessa|molemmat|molempien|molempia|kymmeniä|satoja|tuhansia", "fr": "neuf|second|seconde|quart|dizaine|dizaines|centaine|centaines|millier|milliers",
    "he": "מאות|אלפי|שני|שנים", "hi": "दोनों|सैकड़ों|हजारों", "hu": "hat|hét|egy|mindkét", "id": "kedua|keduanya|puluhan|ratusan|ribuan|jutaan",
    "it": "sei|secondo|seconda|entrambi|entrambe|quarto|quarta|decina|decine|centinaia|migliaia|centinaio|migliaio", "ko": "한|네|세",
    "nl": "een|beide|tientallen|honderden|duizenden", "no": "en|et|begge", "pl": "oba|obaj|obie|obu|dziesiątki|setki|tysiące|miliony|milionów|miliardy|miliardów",
    "pt": "um|uma|segundo|segunda|ambos|ambas|quarto|quarta|terça|quinta|sexta|dezena|dezenas|centenas|milhares", "ro": "un|una|o|nouă|ambii|ambele|zeci|sute|mii",
    "ru": "оба|обе|обоих|обеих|десятки|десятков|сотни|сотен|тысячи|миллионы|миллионов|миллиарды|миллиардов", "sv": "en|ett|andra|båda|tiotals|hundratals|tusentals", "tr": "on|yüz|altı|onlarca|yüzlerce|binlerce",
    "uk": "обидва|обидві|обоє|десятки|сотні|тисячі|мільйони|мільйонів|мільярди|мільярдів", "vi": "năm|ba|không|tư",
}  # fmt: skip
# What is written right behind digits to make an ordinal.
ORDINAL_ENDINGS = (
    "st|nd|rd|th|er|ère|ere|re|ème|eme|nde|ième|e|è|de|ste|ος|ου|ης|ο|η|º|ª|°|"
    "-?й|-?я|-?е|-?го|-?му|-?м|-?ой|-?ый|-?ий|-?ая|-?та|-?ти|-?ви|-?ри|-?ма|-?то|-?та|-?ата|-?тия|-?ият|"
    "'?inci|'?ıncı|'?uncu|'?üncü|'?nci|'?ncı|'?ncu|'?ncü|adik|edik|odik|ödik|वां|वें|वीं|वाँ|-?րդ|-?ე"
)
# Arabic and Hebrew write "two years" as one word: the dual, with its unit.
DUALS: dict[str, tuple[str, str]] = {
    "عامين": ("ar", "year"), "عامان": ("ar", "year"), "سنتين": ("ar", "year"), "سنتان": ("ar", "year"),
    "شهرين": ("ar", "month"), "شهران": ("ar", "month"), "أسبوعين": ("ar", "week"), "أسبوعان": ("ar", "week"),
    "يومين": ("ar", "day"), "يومان": ("ar", "day"), "ساعتين": ("ar", "hour"), "ساعتان": ("ar", "hour"),
    "دقيقتين": ("ar", "minute"), "دقيقتان": ("ar", "minute"), "مرتين": ("ar", ""), "مرتان": ("ar", ""),
    "שנתיים": ("he", "year"), "חודשיים": ("he", "month"), "שבועיים": ("he", "week"), "יומיים": ("he", "day"),
    "שעתיים": ("he", "hour"), "פעמיים": ("he", ""),
}  # fmt: skip
# Numbers that are the first half of an adjective ("four-day" as one word): forms of the number there, and
# the beginnings of the second half with the unit it means ("" for none: "threefold").
PREFIXES: dict[str, tuple[str, str]] = {
    "ru": (
        "2=двух|дву|3=трех|трёх|4=четырех|четырёх|5=пяти|6=шести|7=семи|8=восьми|9=девяти|10=десяти|12=двенадцати|15=пятнадцати|20=двадцати|30=тридцати|40=сорока|50=пятидесяти|60=шестидесяти|100=сто",
        "day=дневн|year=летн|month=месячн|week=недельн|hour=часов|minute=минутн|=кратн|=разов",
    ),
    "uk": (
        "2=дво|двох|3=три|трьох|4=чотири|5=п'яти|6=шести|7=семи|8=восьми|9=дев'яти|10=десяти|12=дванадцяти|20=двадцяти|30=тридцяти|40=сорока|50=п'ятдесяти|100=сто",
        "day=денн|year=річн|month=місячн|week=тижнев|hour=годинн|minute=хвилинн|=кратн|=разов",
    ),
    "bg": ("2=дву|3=три|4=четири|5=пет|6=шест|7=седем|8=осем|9=девет|10=десет|20=двадесет", "day=дневн|year=годишн|month=месечн|week=седмичн|hour=часов|=кратн"),
    "pl": (
        "2=dwu|3=trzy|4=cztero|5=pięcio|6=sześcio|7=siedmio|8=ośmio|9=dziewięcio|10=dziesięcio|12=dwunasto|15=piętnasto|16=szesnasto|17=siedemnasto|18=osiemnasto|19=dziewiętnasto|20=dwudziesto|30=trzydziesto|40=czterdziesto|50=pięćdziesięcio|60=sześćdziesięcio|70=siedemdziesięcio|80=osiemdziesięcio",
        "day=dniow|year=letni|year=latk|month=miesięczn|week=tygodniow|hour=godzinn|minute=minutow|=krotn|=osobow",
    ),
    "cs": (
        "2=dvou|3=tří|tři|4=čtyř|5=pěti|6=šesti|7=sedmi|8=osmi|9=devíti|10=deseti|12=dvanácti|15=patnácti|16=šestnácti|17=sedmnácti|18=osmnácti|20=dvaceti|30=třiceti|40=čtyřiceti|50=padesáti|60=šedesáti|70=sedmdesáti|80=osmdesáti|1=jedna|2=dva|3=třia|4=čtyřia|5=pěta|6=šesta|7=sedma|8=osma|9=devěta",
        "day=denní|year=let|month=měsíčn|week=týdenn|hour=hodinov|minute=minutov|=násobn|=krát",
    ),
    "sk": ("2=dvoj|dvo|3=troj|tro|4=štvor|5=päť|6=šesť|7=sedem|8=osem|9=deväť|10=desať|20=dvadsať|30=tridsať|40=štyridsať|50=päťdesiat", "day=dňov|year=roč|month=mesačn|week=týždňov|hour=hodinov|=násobn"),
    "hu": ("", "day=napos|day=napi|year=éves|year=évi|month=hónapos|week=hetes|hour=órás|minute=perces|=szoros|=szörös|=szeres|=gyermekes|=gyerekes|=pontos|=tagú|=fős|=harmados"),
    "fi": ("2=kaksi|3=kolmi|4=neli|5=viisi|6=kuusi|7=seitsen|8=kahdeksan|9=yhdeksän|10=kymmen", "day=päiväi|year=vuoti|month=kuukauti|week=viikkoi|hour=tunti"),
    "de": ("", "day=tägig|year=jährig|month=monatig|week=wöchig|hour=stündig|minute=minütig|=fach|=mal|=köpfig"),
    "nl": ("", "day=daags|year=jarig|month=maands|week=weeks|=voudig|=koppig"),
    "sv": ("2=två|3=tre|4=fyra|5=fem|6=sex|7=sju|8=åtta|9=nio|10=tio", "day=dagars|year=årig|year=års|month=månaders|week=veckors|=faldig|=barns"),
    "da": ("2=to|3=tre|4=fire|5=fem|6=seks|7=syv|8=otte|9=ni|10=ti", "day=dages|year=årig|month=måneders|week=ugers|=dobbelt"),
    "no": ("2=to|3=tre|4=fire|5=fem|6=seks|7=sju|8=åtte|9=ni|10=ti", "day=dagers|year=årig|month=måneders|week=ukers|=dobbelt"),
    "el": ("2=δι|δί|3=τρι|τρί|4=τετρα|τετρά|5=πεντα|πεντά|πενθ|6=εξα|εξά|7=επτα|επτά|8=οκτα|οκτά", "day=ήμερ|day=ημερ|year=ετ|month=μην"),
}  # fmt: skip
# Case endings written onto number words, where CLDR does not list the cases.
ENDINGS: dict[str, str] = {
    "tr": "(?:y?[dt][ıiuü]r?)|s?[ıiuü](?:n[ıiuü]n|n[ae]|n[dt][ae]n?)?|y?[ae]|[dt][ae]n?|l[ae]r[ıi]?|ken",
    "az": "s?[ıiuü]|y?[ae]|d[ae]n?",
    "hu": "o?t|et|öt|ot|ből|ból|ben|ban|en|an|nek|nak|re|ra|tól|től|szor|ször|szer|en|ről|ról|ért|ig|kor|val|vel|nál|nél|nyi|mal|zel|tel|tal|gyel",
}
# Words that with such an ending are other words ("onun" is "his").
NO_ENDINGS = frozenset("on yüz bin altı bir egy hat hét".split())
