"""Words of time that CLDR's tables in babel lack: yesterday, last, half-days, other calendars."""

from __future__ import annotations

# Day words by their distance in days from the day of writing.
DAYS: dict[str, dict[int, str]] = {
    "af": {-1: "gister", 0: "vandag", 1: "môre"},
    "ar": {-2: "أول أمس|أول من أمس", -1: "أمس|امس|البارحة", 0: "اليوم", 1: "غدا|غداً|الغد"},
    "az": {-1: "dünən", 0: "bu gün|bugün", 1: "sabah"},
    "be": {-1: "учора|ўчора", 0: "сёння", 1: "заўтра"},
    "bg": {-1: "вчера", 0: "днес", 1: "утре"},
    "bn": {-1: "গতকাল", 0: "আজ", 1: "আগামীকাল"},
    "ca": {-1: "ahir", 0: "avui", 1: "demà"},
    "cs": {-2: "předevčírem", -1: "včera", 0: "dnes", 1: "zítra"},
    "da": {-1: "i går", 0: "i dag", 1: "i morgen"},
    "de": {-2: "vorgestern", -1: "gestern", 0: "heute", 1: "morgen", 2: "übermorgen"},
    "el": {-2: "προχθές", -1: "χθες|χτες", 0: "σήμερα", 1: "αύριο"},
    "en": {-1: "yesterday|last night", 0: "today|tonight", 1: "tomorrow"},
    "es": {-2: "anteayer", -1: "ayer|anoche", 0: "hoy", 1: "mañana"},
    "et": {-1: "eile", 0: "täna", 1: "homme"},
    "eu": {-1: "atzo", 0: "gaur", 1: "bihar"},
    "fa": {-1: "دیروز|روز گذشته|دیشب", 0: "امروز", 1: "فردا"},
    "fi": {-2: "toissapäivänä", -1: "eilen", 0: "tänään", 1: "huomenna"},
    "fr": {-2: "avant-hier", -1: "hier", 0: "aujourd'hui|aujourd’hui", 1: "demain"},
    "gl": {-1: "onte", 0: "hoxe", 1: "mañá"},
    "he": {-2: "שלשום", -1: "אתמול", 0: "היום", 1: "מחר"},
    "hi": {0: "आज"},
    "hr": {-1: "jučer", 0: "danas", 1: "sutra"},
    "hu": {-2: "tegnapelőtt", -1: "tegnap", 0: "ma", 1: "holnap"},
    "hy": {-1: "երեկ", 0: "այսօր", 1: "վաղը"},
    "id": {-1: "kemarin", 0: "hari ini", 1: "besok"},
    "is": {-1: "í gær", 0: "í dag", 1: "á morgun"},
    "it": {-2: "l'altro ieri", -1: "ieri", 0: "oggi", 1: "domani"},
    "ja": {-2: "一昨日|おととい", -1: "昨日|きのう|昨夜", 0: "今日|本日", 1: "明日|あした"},
    "ka": {-1: "გუშინ", 0: "დღეს", 1: "ხვალ"},
    "kk": {-1: "кеше", 0: "бүгін", 1: "ертең"},
    "ko": {-2: "그저께", -1: "어제", 0: "오늘", 1: "내일"},
    "lt": {-1: "vakar", 0: "šiandien", 1: "rytoj"},
    "lv": {-1: "vakar", 0: "šodien", 1: "rīt"},
    "mk": {-1: "вчера", 0: "денес", 1: "утре"},
    "ms": {-1: "semalam", 0: "hari ini", 1: "esok"},
    "nl": {-2: "eergisteren", -1: "gisteren", 0: "vandaag", 1: "morgen"},
    "no": {-1: "i går", 0: "i dag", 1: "i morgen"},
    "pl": {-2: "przedwczoraj", -1: "wczoraj", 0: "dziś|dzisiaj", 1: "jutro"},
    "pt": {-2: "anteontem", -1: "ontem", 0: "hoje", 1: "amanhã"},
    "ro": {-2: "alaltăieri", -1: "ieri", 0: "azi|astăzi", 1: "mâine"},
    "ru": {-2: "позавчера", -1: "вчера", 0: "сегодня", 1: "завтра"},
    "sk": {-1: "včera", 0: "dnes", 1: "zajtra"},
    "sl": {-1: "včeraj", 0: "danes", 1: "jutri"},
    "sq": {-1: "dje", 0: "sot", 1: "nesër"},
    "sr": {-1: "јуче|juče", 0: "данас|danas", 1: "сутра|sutra"},
    "sv": {-1: "i går|igår", 0: "i dag|idag", 1: "i morgon|imorgon"},
    "sw": {-1: "jana", 0: "leo", 1: "kesho"},
    "ta": {-1: "நேற்று", 0: "இன்று", 1: "நாளை"},
    "te": {-1: "నిన్న", 0: "ఈ రోజు", 1: "రేపు"},
    "th": {-1: "เมื่อวาน|เมื่อวานนี้", 0: "วันนี้", 1: "พรุ่งนี้"},
    "tl": {-1: "kahapon", 0: "ngayon", 1: "bukas"},
    "tr": {-1: "dün", 0: "bugün", 1: "yarın"},
    "uk": {-2: "позавчора", -1: "вчора|учора", 0: "сьогодні", 1: "завтра"},
    "ur": {0: "آج"},
    "uz": {-1: "kecha", 0: "bugun", 1: "ertaga"},
    "vi": {-1: "hôm qua", 0: "hôm nay", 1: "ngày mai"},
    "zh": {-2: "前天", -1: "昨天|昨日|昨晚", 0: "今天|今日|今晚", 1: "明天|明日"},
}
# "last" and "next" beside week, month, year or a weekday (before or behind it).
LAST: dict[str, str] = {
    "ar": "الماضي|الماضية|المنصرم|الفائت", "bg": "миналата|миналия|миналият|изминалата", "bn": "গত", "ca": "passat|passada|darrer|darrera",
    "cs": "minulý|minulé|minulou|minulého|loni|loňský", "da": "sidste|forrige", "de": "letzte|letzten|letzter|letztes|vergangene|vergangenen|vergangener|vorige|vorigen",
    "el": "περασμένη|περασμένο|προηγούμενη|προηγούμενο|πέρυσι", "en": "last", "es": "pasado|pasada|último|última", "et": "möödunud|eelmisel|eelmise",
    "fa": "گذشته|پیش|قبل", "fi": "viime|viimeksi|edellisellä", "fr": "dernier|dernière|passé|passée|précédent|précédente", "he": "שעבר|שעברה|האחרון|האחרונה",
    "hi": "पिछले|पिछली|पिछला|गत", "hr": "prošli|prošle|prošlog|prošla", "hu": "múlt|tavaly|elmúlt", "id": "lalu|kemarin|silam", "is": "síðasta|síðustu|síðastliðinn",
    "it": "scorso|scorsa|passato|passata", "ja": "先|昨|前", "ko": "지난|작", "lt": "praėjusią|praėjusį|praėjusių", "lv": "pagājušajā|pagājušo", "ms": "lalu|lepas",
    "nl": "afgelopen|vorig|vorige|voorbije|laatste", "no": "sist|siste|forrige", "pl": "ubiegły|ubiegłym|ubiegłego|zeszły|zeszłym|zeszłego|zeszłej|ubiegłej|miniony",
    "pt": "passado|passada|último|última", "ro": "trecut|trecută|trecutul|trecute", "ru": "прошлый|прошлой|прошлого|прошлом|прошлую|минувший|минувшей|минувшего",
    "sk": "minulý|minulého|minulú|minulom|vlani", "sl": "prejšnji|prejšnjega|lani|lanskega", "sr": "прошле|прошли|прошлог|prošle|prošli|prošlog", "sv": "förra|sista|senaste",
    "sw": "iliyopita|jana", "th": "ที่แล้ว|ที่ผ่านมา", "tr": "geçen|geçtiğimiz|önceki", "uk": "минулий|минулого|минулої|минулому|торік|минулу", "ur": "گزشتہ|پچھلے", "vi": "trước|ngoái|qua", "zh": "上|去|上个",
}  # fmt: skip
NEXT: dict[str, str] = {
    "ar": "المقبل|المقبلة|القادم|القادمة", "bg": "следващата|следващия", "ca": "vinent|pròxim|pròxima", "cs": "příští|příštího", "da": "næste", "de": "nächste|nächsten|nächster|nächstes|kommende|kommenden",
    "el": "επόμενη|επόμενο|ερχόμενη", "en": "next|coming", "es": "próximo|próxima|viene", "fa": "آینده|بعد", "fi": "ensi|seuraava", "fr": "prochain|prochaine", "he": "הבא|הבאה",
    "hi": "अगले|अगली|आगामी", "hr": "idući|sljedeći|iduće|sljedeće", "hu": "jövő|következő", "id": "depan|mendatang", "it": "prossimo|prossima", "ja": "来|翌", "ko": "다음|내",
    "nl": "volgend|volgende|komend|komende", "no": "neste", "pl": "przyszły|przyszłym|przyszłego|przyszłej|następny", "pt": "próximo|próxima|que vem", "ro": "viitor|viitoare|următor|următoare",
    "ru": "следующий|следующей|следующего|следующем|будущий|будущем", "sk": "budúci|budúceho", "sl": "prihodnji|naslednji", "sr": "следеће|следећи|sledeće|sledeći", "sv": "nästa",
    "tr": "gelecek|önümüzdeki", "uk": "наступний|наступного|наступної|наступному", "vi": "sau|tới", "zh": "下|明|下个",
}  # fmt: skip
# Week, month and year as they stand beside those words, where CLDR's counted forms do not have them.
UNITS: dict[str, dict[str, str]] = {
    "ar": {"week": "الأسبوع|أسبوع", "month": "الشهر|شهر", "year": "العام|عام|السنة|سنة"},
    "bg": {"week": "седмица|седмицата", "month": "месец|месеца", "year": "година|годината"},
    "ca": {"week": "setmana", "month": "mes", "year": "any"},
    "cs": {"week": "týden|týdne|týdnu", "month": "měsíc|měsíce|měsíci", "year": "rok|roku|roce"},
    "da": {"week": "uge", "month": "måned", "year": "år"},
    "de": {"week": "woche|wochen", "month": "monat|monats", "year": "jahr|jahres|jahren"},
    "el": {"week": "εβδομάδα|εβδομάδας", "month": "μήνα|μήνας", "year": "χρόνο|έτος|χρονιά|χρόνια|χρόνων|ετών"},
    "en": {"week": "week", "month": "month", "year": "year"},
    "es": {"week": "semana", "month": "mes", "year": "año"},
    "fa": {"week": "هفته", "month": "ماه", "year": "سال"},
    "fi": {"week": "viikolla|viikon|viikko", "month": "kuussa|kuun|kuukausi|kuukauden", "year": "vuonna|vuoden|vuosi|vuodelle"},
    "fr": {"week": "semaine", "month": "mois", "year": "année|an"},
    "he": {"week": "שבוע", "month": "חודש", "year": "שנה"},
    "hi": {"week": "सप्ताह|हफ्ते|हफ़्ते|हफ्ता", "month": "महीने|माह|महीना", "year": "साल|वर्ष"},
    "hr": {"week": "tjedan|tjedna|tjednu", "month": "mjesec|mjeseca", "year": "godina|godine|godinu|godini"},
    "hu": {"week": "hét|héten|heti|hetén", "month": "hónap|hónapban", "year": "év|évben|évi|évet"},
    "id": {"week": "minggu|pekan", "month": "bulan", "year": "tahun"},
    "it": {"week": "settimana", "month": "mese", "year": "anno"},
    "lt": {"week": "savaitę|savaitės", "month": "mėnesį", "year": "metais|metų|metus"},
    "lv": {"week": "nedēļā|nedēļas", "month": "mēnesī", "year": "gadā|gada|gadu"},
    "nl": {"week": "week", "month": "maand", "year": "jaar"},
    "no": {"week": "uke", "month": "måned", "year": "år"},
    "pl": {"week": "tydzień|tygodnia|tygodniu", "month": "miesiąc|miesiąca|miesiącu", "year": "rok|roku"},
    "pt": {"week": "semana", "month": "mês", "year": "ano"},
    "ro": {"week": "săptămâna|săptămână|săptămânii", "month": "luna|lună|lunii", "year": "anul|an|anului"},
    "ru": {"week": "неделя|неделе|неделю|недели|неделей", "month": "месяц|месяца|месяце", "year": "год|года|году"},
    "sk": {"week": "týždeň|týždňa|týždni", "month": "mesiac|mesiaca", "year": "rok|roku"},
    "sl": {"week": "teden|tedna|tednu", "month": "mesec|meseca", "year": "leto|leta|letu"},
    "sr": {"week": "недеља|недеље|недељу|недељи", "month": "месец|месеца", "year": "година|године|годину|години"},
    "sv": {"week": "vecka|veckan|veckans", "month": "månad|månaden", "year": "år|året"},
    "tr": {"week": "hafta|haftaki|haftanın", "month": "ay|ayın|ayki", "year": "yıl|yılın|yılki|sene|seneki"},
    "uk": {"week": "тиждень|тижня|тижні|тижнем", "month": "місяць|місяця|місяці", "year": "рік|року|році"},
    "ur": {"week": "ہفتے|ہفتہ", "month": "ماہ|مہینے", "year": "سال"},
    "vi": {"week": "tuần", "month": "tháng", "year": "năm"},
}  # fmt: skip
# One word for "last year" (-1) or "next year" (1).
YEARS: dict[str, dict[int, str]] = {
    "cs": {-1: "loni|vloni"}, "da": {-1: "i fjor"}, "el": {-1: "πέρυσι|πέρσι", 1: "του χρόνου"}, "fa": {-1: "پارسال"},
    "he": {-1: "אשתקד"}, "hr": {-1: "lani"}, "hu": {-1: "tavaly|tavalyi", 1: "jövőre"}, "lt": {-1: "pernai", 1: "kitąmet"},
    "lv": {-1: "pērn", 1: "nākamgad"}, "no": {-1: "i fjor"}, "pl": {-1: "zeszłoroczny"}, "sk": {-1: "vlani"}, "sl": {-1: "lani"},
    "sr": {-1: "лане|lane"}, "sv": {-1: "i fjol|fjolårets"}, "tr": {1: "seneye"}, "uk": {-1: "торік|торішній|торішнього"},
}  # fmt: skip
# Weekday names in use that CLDR does not list (0 = Monday).
WEEKDAYS: dict[str, dict[int, str]] = {
    "ar": {0: "الاثنين|الإثنين", 1: "الثلاثاء", 2: "الأربعاء|الاربعاء", 5: "السبت", 6: "الأحد|الاحد"},
    "fa": {1: "سه شنبه|سه‌شنبه", 2: "چهار شنبه|چهارشنبه", 3: "پنج شنبه|پنجشنبه|پنج‌شنبه", 0: "دو شنبه|دوشنبه", 6: "یک شنبه|یکشنبه"},
    "he": {0: "יום ב", 1: "יום ג", 2: "יום ד", 3: "יום ה", 4: "יום ו", 5: "שבת", 6: "יום א"},
    "hi": {0: "सोमवार", 1: "मंगलवार", 2: "बुधवार", 3: "गुरुवार|गुरूवार|बृहस्पतिवार|वीरवार", 4: "शुक्रवार", 5: "शनिवार", 6: "रविवार|इतवार"},
    "id": {6: "ahad", 4: "jum'at"},
    "uk": {4: "п'ятниця|п'ятницю|п'ятниці|п'ятницею|п'ятничний"},
    "zh": {0: "礼拜一|週一", 1: "礼拜二|週二", 2: "礼拜三|週三", 3: "礼拜四|週四", 4: "礼拜五|週五", 5: "礼拜六|週六", 6: "礼拜天|礼拜日|星期天|周日|週日"},
}  # fmt: skip
# Month names that are also common words, verbs or names: only beside a day or a year.
AMBIGUOUS_MONTHS: dict[str, str] = {
    "ar": "جوان", "en": "may|march|august", "tr": "ocak|ekim", "pl": "maj|maja",
    "vi": "ba|tư|hai", "fa": "مهر|تیر|آذر|دی|می|مه",
}  # fmt: skip
# Weekdays that are also other words: only with one of `DAY_CUES` beside them.
AMBIGUOUS_DAYS: dict[str, str] = {
    "ja": "日|月|火|水|木|金|土", "tr": "pazar", "ko": "일|월|화|수|목|금|토", "id": "minggu|rabu", "ms": "minggu",
    "ru": "среди|средам", "bg": "среди|средата", "sr": "среди", "el": "τρίτη|τετάρτη|πέμπτη|δευτέρα|τρίτης|τετάρτης|πέμπτης|δευτέρας",
    "he": "ראשון|שני|שלישי|רביעי|חמישי|שישי",
}  # fmt: skip
# What stands before an ambiguous month in running text.
MONTH_CUES = frozenset("in since by until till from during early late mid through of w od do".split())
# Day words that are also "morning", by what stands before them then.
NOT_AFTER: dict[str, dict[str, str]] = {
    "ar": {"اليوم": "ذلك في هذا طوال نفس بنفس"},
    "es": {"mañana": "la una cada esta misma por primera"}, "gl": {"mañá": "a unha cada esta pola"},
    "de": {"morgen": "am jeden guten heute gestern diesem der den vom"}, "nl": {"morgen": "de deze goede elke"},
}  # fmt: skip
# Parts of the day behind an hour: before noon, after noon.
DAYPARTS: dict[str, tuple[str, str]] = {
    "ru": ("утра|ночи", "вечера|дня"), "uk": ("ранку|ночі", "вечора|дня"), "bg": ("сутринта", "вечерта|следобед"), "pl": ("rano|nad ranem", "po południu|wieczorem"),
    "cs": ("ráno|dopoledne", "odpoledne|večer"), "es": ("de la mañana|de la madrugada", "de la tarde|de la noche"), "pt": ("da manhã|da madrugada", "da tarde|da noite"),
    "it": ("di mattina|del mattino|di notte", "del pomeriggio|di sera"), "fr": ("du matin", "du soir|de l'après-midi|de l’après-midi"), "nl": ("uur 's ochtends", "uur 's avonds|uur 's middags"),
    "ar": ("صباحا|صباحًا|صباحاً|فجرا|فجرًا|فجراً", "مساء|مساءً|ظهرا|ظهرًا|ظهراً|عصرا|عصرًا|عصراً|بعد الظهر"), "fa": ("صبح|بامداد", "عصر|شب|بعدازظهر|بعد از ظهر|ظهر"), "he": ("בבוקר", "בערב|אחר הצהריים"), "id": ("pagi", "sore|malam"), "el": ("π.μ.|το πρωί", "μ.μ.|το απόγευμα|το βράδυ"),
    "hu": ("reggel", "délután|este"), "fi": ("aamulla|aamuyöllä", "illalla|iltapäivällä"), "vi": ("giờ sáng|sáng", "giờ chiều|giờ tối|chiều"),
}  # fmt: skip
# The same before the hour: morning, afternoon, night (which is after midnight up to five), and what
# stands behind the hour.
DAYPARTS_BEFORE: dict[str, tuple[str, str, str, str]] = {
    "zh": ("上午|早上|早晨|清晨|凌晨|清早", "下午|傍晚|中午|午后|午後", "晚上|夜里|夜間|夜间|深夜|晚間|晚间|当晚|當晚", "[点點时時]"),
    "ja": ("午前|朝|早朝|未明", "午後|夕方", "夜|深夜|夜間", "時(?!間)"), "ko": ("오전|아침|새벽", "오후|저녁|낮", "밤", "시(?!간)"),
    "hu": ("reggel|délelőtt|hajnali|hajnalban", "délután|este", "éjjel", "-?kor|\\s?órakor|\\s?óra"), "hi": ("सुबह|तड़के|प्रातः", "दोपहर|शाम|अपराह्न", "रात", "बजे|बजकर"), "ur": ("صبح|علی الصبح", "شام|دوپہر|سہ پہر", "رات", "بجے"),
    "bn": ("সকাল|ভোর|সকালে|ভোরে", "দুপুর|বিকেল|বিকাল|সন্ধ্যা|দুপুরে|সন্ধ্যায়", "রাত|রাতে", "টা|টায়|টার"),
    "ta": ("காலை|அதிகாலை", "மாலை|பிற்பகல்|மதியம்", "இரவு", "மணி"), "te": ("ఉదయం|తెల్లవారుజామున", "సాయంత్రం|మధ్యాహ్నం", "రాత్రి", "గంట"),
}  # fmt: skip
# Behind the year where it stands before the day: "2019. gada 3. maijā".
YEAR_WORDS: dict[str, str] = {
    "lv": "gada|gadā", "kk": "ж|жылғы|жылдың|жылы", "ky": "ж|жылдын|жылы", "hy": "թ|թվականի", "eu": "ko|eko|urteko", "mn": "оны", "lt": "m|metų",
}  # fmt: skip
# Words that look like a month or weekday with an ending: "middle" looks like Wednesday.
NO_TIMES = frozenset(
    "средний средние средних среднего среднему средним среднее середній середні середніх середнього середньому середнім середня середню середньої середнє "
    "střední středního střednímu středním středních středními stredný stredná stredné stredného strednom stredných груди грудей грудях".split()
)
DAY_CUES = frozenset("hari gün günü gününden günkü يوم יום ביום ngày дан dan день روز दिन".split())
# Behind a weekday in one word: "Freitagabend", "zaterdagochtend", "perjantaiaamuna".
DAYTIMES = (
    "morgen|vormittag|mittag|nachmittag|abend|nacht|ochtend|middag|namiddag|avond|morgon|förmiddag|eftermiddag|kväll|natt"
    "|formiddag|aften|nat|kveld|ettermiddag|aamu|aamuna|aamulla|ilta|iltana|iltapäivä|iltapäivänä|yö|yönä|yöllä|aamupäivällä"
)
# What a case may put behind a month or weekday, by language: a pattern for the rest of the word.
_SLAVIC = "(?:[аяуюыиіїеєэо]|ом|ем|ою|ею|ой|ей|єю|ам|ям|ами|ями|ах|ях|ів|ов|та|ът|(?:н|ев|нев|ов)(?:ий|ій|ый|ого|ього|ому|ьому|ой|ої|ьої|ая|я|є|е|і|их|ие|ую|ю|им|ім))?"
_SLAVIC_LATIN = "(?:[auyieěęąůoí]|em|om|ou|ům|ech|ách|ami|ów|owi|ie|zie|iu|iem|ia|og|oga|nji|ama|ima|(?:ow|ov|n)(?:y|ý|ém|ému|ých|ými|ími|ích|ímu|ího|a|á|é|e|í|i|ego|ej|emu|ym|ą|ého|ou|ím|ych|ymi|ih|oga|om))?"
_TURKIC = "(?:y?[ıiuü]|y?[aeə]|[dt][aeə]n?|n?[ıiuü]n|[dt][aeə]ki|l[aeə]r[ıi]?|l[ıi]k)?"
CASES: dict[str, str] = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "sr"), _SLAVIC),
    **dict.fromkeys(("pl", "cs", "sk", "sl", "hr", "bs", "sh"), _SLAVIC_LATIN),
    "fi": "(?:n|na|nä|ta|tä|a|ä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|hin|in|isin|iin|seen|ksen|en)?(?:kin|kaan)?",
    "et": "(?:a|al|i|ile|ilt|id|ite|itele|is|it|il|l|st|ks|ni|ist|iks|ini|asel|u|e|el|ti|sti)?",
    "hu": "(?:t|ot|et|án|én|ban|ben|i|ig|ra|re|tól|től|ról|ről|nak|nek|on|en|ön|hoz|ai|ei|jén|ja|e|a|je|val|vel|tal|tel)?",
    **dict.fromkeys(("tr", "az"), _TURKIC),
    **dict.fromkeys(("kk", "ky", "mn", "uz", "tt"), r"\w{0,4}"),
    "el": "(?:[αηοςιυ]|ος|ου|ο|ης|ες|ας|α|ιου|ιο|ιος|ων)?",
    "lt": "(?:[isaėęįą]|ams|ai|oms|io|is|yje|į|ą|ę|ė|ės|o|us|ų|iais|ais)?", "lv": "(?:[sāaiīuē]|iem|us|os|is|ī|a|ā|as|u|am|ai|ē|os|ās)?",
    "ka": "(?:[იასა]|ის|ს|ში|მდე|იდან|ით|სა|ისთვის)?", "hy": "(?:[իըն]|ին|ից|ով|ի)?", "eu": r"\w{0,4}", "is": "(?:[sia]|um|inn|ar)?",
    "ro": "(?:[ai]|ul|ului|a|ei)?", "sq": "(?:[ien]|it|n|në)?", "sv": "(?:s|en|ens|ar|arna)?", "da": "(?:s|en|ens|e)?", "no": "(?:s|en|ens|er)?",
    "de": "(?:s|en)?", "nl": "(?:s|en)?", "en": "(?:s)?", "it": "", "fr": "(?:s)?", "es": "(?:s)?", "pt": "(?:s)?",
}  # fmt: skip
# Right before a time of day.
CLOCK: dict[str, str] = {
    "ar": "الساعة", "fa": "ساعت", "fi": "kello|klo", "es": "a las|las", "it": "alle ore|ore", "pt": "às", "sv": "klockan|kl", "da": "klokken|kl", "no": "klokken|kl",
    "pl": "o godzinie|godz|godzinie", "id": "pukul|jam", "ms": "pukul|jam", "tr": "saat", "vi": "lúc", "cs": "v|ve", "sk": "o", "ro": "ora|orele", "hr": "u", "sl": "ob",
}  # fmt: skip
# The Solar Hijri months (Iran, Afghanistan), by number.
SOLAR_HIJRI = (
    "فروردین|حمل", "اردیبهشت|ثور", "خرداد|جوزا", "تیر|سرطان", "مرداد|اسد", "شهریور|سنبله",
    "مهر|میزان", "آبان|عقرب", "آذر|قوس", "دی|جدی", "بهمن|دلو", "اسفند|حوت",
)  # fmt: skip
# Between the day, the month and the year: "15 de noviembre de 2020".
BETWEEN = (
    "de",
    "del",
    "di",
    "d'",
    "of",
    "the",
    "al",
    "ngày",
    "tháng",
    "năm",
    "г",
    "года",
    "року",
    "рік",
    "den",
    "di",
    "στις",
    "του",
    "-",
    ",",
    ".",
    "/",
    "st",
    "nd",
    "rd",
    "th",
    "er",
    "m",
    "d",
    "e",
    "º",
    "ª",
    "lea",
    "го",
)
