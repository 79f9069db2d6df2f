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
    "en": {-1: "yesterday", 0: "today|tonight", 1: "tomorrow"},
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
    "el": "περασμένη|περασμένο|προηγούμενη|προηγούμενο|πέρυσι", "en": "last|past|previous", "es": "pasado|pasada|último|última", "et": "möödunud|eelmisel|eelmise",
    "fa": "گذشته|پیش|قبل", "fi": "viime|viimeksi|edellisellä", "fr": "dernier|dernière|passé|passée|précédent|précédente", "he": "שעבר|שעברה|האחרון|האחרונה",
    "hi": "पिछले|पिछली|पिछला|गत", "hr": "prošli|prošle|prošlog|prošla", "hu": "múlt|tavaly|elmúlt", "id": "lalu|kemarin|silam", "is": "síðasta|síðustu|síðastliðinn",
    "it": "scorso|scorsa|passato|passata", "ja": "先|昨|前", "ko": "지난|작", "lt": "praėjusią|praėjusį|praėjusių", "lv": "pagājušajā|pagājušo", "ms": "lalu|lepas",
    "nl": "afgelopen|vorige|voorbije|laatste", "no": "sist|siste|forrige", "pl": "ubiegły|ubiegłym|ubiegłego|zeszły|zeszłym|zeszłego|zeszłej|ubiegłej|miniony",
    "pt": "passado|passada|último|última", "ro": "trecut|trecută|trecutul|trecute", "ru": "прошлый|прошлой|прошлого|прошлом|прошлую|минувший|минувшей|минувшего",
    "sk": "minulý|minulého|minulú|minulom|vlani", "sl": "prejšnji|prejšnjega|lani|lanskega", "sr": "прошле|прошли|прошлог|prošle|prošli|prošlog", "sv": "förra|sista|senaste",
    "sw": "iliyopita|jana", "th": "ที่แล้ว|ที่ผ่านมา", "tr": "geçen|geçtiğimiz|önceki", "uk": "минулий|минулого|минулої|минулому|торік|минулу", "ur": "گزشتہ|پچھلے", "vi": "trước|ngoái|qua", "zh": "上|去|上个",
}  # fmt: skip
NEXT: dict[str, str] = {
    "ar": "المقبل|المقبلة|القادم|القادمة", "bg": "следващата|следващия", "ca": "vinent|pròxim|pròxima", "cs": "příští|příštího", "da": "næste", "de": "nächste|nächsten|nächster|nächstes|kommende|kommenden",
    "el": "επόμενη|επόμενο|ερχόμενη", "en": "next|coming|following", "es": "próximo|próxima|viene", "fa": "آینده|بعد", "fi": "ensi|seuraava", "fr": "prochain|prochaine", "he": "הבא|הבאה",
    "hi": "अगले|अगली|आगामी", "hr": "idući|sljedeći|iduće|sljedeće", "hu": "jövő|következő", "id": "depan|mendatang", "it": "prossimo|prossima", "ja": "来|翌", "ko": "다음|내",
    "nl": "volgende|komende", "no": "neste", "pl": "przyszły|przyszłym|przyszłego|przyszłej|następny", "pt": "próximo|próxima|que vem", "ro": "viitor|viitoare|următor|următoare",
    "ru": "следующий|следующей|следующего|следующем|будущий|будущем", "sk": "budúci|budúceho", "sl": "prihodnji|naslednji", "sr": "следеће|следећи|sledeće|sledeći", "sv": "nästa",
    "tr": "gelecek|önümüzdeki", "uk": "наступний|наступного|наступної|наступному", "vi": "sau|tới", "zh": "下|明|下个",
}  # fmt: skip
# Month names that are also common words, verbs or names: only beside a day or a year.
AMBIGUOUS_MONTHS: dict[str, str] = {
    "en": "may|march|mar|sun|sat|august|dec|jan|sept", "fr": "mars|mai|mar|sept", "de": "mai|märz|mai", "it": "marzo|set|mar|sett",
    "es": "mar|marzo|mayo", "pt": "mar|março|maio|set", "nl": "mei|maart", "tr": "ocak|mart|ekim|kasım|mayıs|nisan",
    "pl": "mar|lis|maj|marca|sie", "cs": "dub|květen|duben|leden", "hr": "svibanj|lipanj|srpanj", "uk": "лютий|лютого|серпень", "fi": "maalis", "id": "mei", "ar": "مايو|مارس",
    "vi": "ba|tư|hai", "hi": "मई|मार्च", "sv": "mars|maj", "da": "maj|marts", "no": "mars|mai", "hu": "maj", "ro": "mai|mar", "sw": "mei", "fa": "مهر|تیر|آذر|دی|می|مه|مارس",
}  # fmt: skip
# Weekdays that are also other words.
AMBIGUOUS_DAYS: dict[str, str] = {
    "hi": "सोम|मंगल|बुध|शनि|गुरु|शुक्र|रवि", "ja": "日|月|火|水|木|金|土", "zh": "", "tr": "pazar|salı", "ko": "일|월|화|수|목|금|토", "vi": "",
}  # fmt: skip
# The Solar Hijri months (Iran, Afghanistan), by number.
SOLAR_HIJRI = (
    "فروردین|حمل", "اردیبهشت|ثور", "خرداد|جوزا", "تیر|سرطان", "مرداد|اسد", "شهریور|سنبله",
    "مهر|میزان", "آبان|عقرب", "آذر|قوس", "دی|جدی", "بهمن|دلو", "اسفند|حوت",
)  # fmt: skip
# Between the day, the month and the year: "15 de noviembre de 2020".
BETWEEN = ("de", "del", "di", "d'", "of", "the", "al", "ngày", "tháng", "năm", "г", "года", "року", "рік", "den", "di", "στις", "του", "-", ",", ".", "/", "st", "nd", "rd", "th", "er", "e", "º", "ª", "lea")
