"""Function words: text → how much of it is made of each language's commonest small words.

A language is told, and a sentence start recognised, by the words that carry no content. The table
holds two to three dozen a language, written down for languages that share a script with others; a
language that has its script to itself needs none. Words are lower-case, in the usual orthography.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections import Counter

_TABLE = {
    # Germanic
    "en": "the of and to in that is was for it with as on by at from be are have not this but his "
    "her they their which were said has had will would been who an he she we you its after more"
    " against between over into about under than or if during before there when so out also no could may",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es "
    "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war"
    " gegen unter zwischen seit während vor oder aber wurde sein seine ihre sowie durch ohne wenn mehr nur",
    "nl": "de van het een en in is dat op te zijn met voor niet die aan er om ook als bij door naar "
    "maar dan heeft uit nog worden werd hij ze we zich deze wordt over had tot"
    " tegen tussen onder volgens tijdens zonder of waar hun zijn heeft",
    "af": "die van en in 'n is het dat vir om nie met te op wat hy sy aan ook sal word as hulle deur "
    "was na maar by kan sê uit daar toe wees",
    "sv": "och att det i en på som är av för den med till inte har de ett om var han från men sig vid "
    "så kan hon under efter också vi när eller nu över mot ska skulle",
    "da": "og i at det er en til af på for den med de som ikke der har et han om var fra men sig ved "
    "så kan hun efter også vi når eller blev over mod skal blive være havde nu",
    "nb": "og i det på som er en til av for at å med de den ikke har et om var han fra men seg ved så "
    "kan hun etter også vi når eller ble over mot skal bli være hadde nå",
    "nn": "og i det på som er ein til av for at å med dei den ikkje har eit om var han frå men seg ved "
    "så kan ho etter også vi når eller vart over mot skal bli vere hadde no",
    "is": "og í að á er sem til var en um við ekki með af það fyrir hann ég hefur þeir eru því frá "
    "þess hún þetta voru sé eftir eða svo þar vegna hans",
    "fo": "og í at á er sum til var ein um við ikki av tað fyri hann eg hevur teir eru frá eisini "
    "hon vóru eftir men sær skal ella teimum hava",
    "fy": "de fan it in en is dat op te mei foar net dy oan der om ek as by troch nei mar hat út noch "
    "wurde waard hy har wy sy yn wie binne",
    "lb": "an de vun déi den ass dat mat zu op fir net der eng e sech si hunn och vum dem ginn een "
    "am hien awer bei wéi no goufen gouf wou",
    # Romance
    "fr": "de la le et les des en un une du que est pour qui dans par sur au plus pas ce il ne se avec "
    "sont son aux a été cette mais ont ou leur elle sa nous après ses comme qu'il être c'est"
    " contre entre sous vers selon sans depuis avant pendant chez donc dont où si y lors tout était avait ces d' l' n'",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más pero sus le "
    "ha o este sí porque esta entre cuando muy sin sobre también hasta fue han desde"
    " contra bajo hacia según durante tras ni donde cual dijo había ser este",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à "
    "seu sua ou quando muito nos já também pelo pela até isso foi são está"
    " contra sob entre segundo durante após sem sobre onde qual era desde",
    "gl": "de a o que e do da en un para con non unha os no se na por máis as dos como pero ao el das á "
    "seu súa ou cando moi nos xa tamén polo pola ata iso foi son está",
    "it": "di e il la che in a per un è del della non con da i le si una sono al dei più nel alla come "
    "ha gli ma anche lo su dalla delle questo stato hanno dal ed nella dopo suo"
    " contro sotto verso fra tra durante secondo o cui dove era essere quella nei nelle",
    "ca": "de la i que el a en un per els les amb no una del és es al com més va dels han però també "
    "seva aquest pel seu ha aquesta són molt quan sobre fins entre ser",
    "ro": "de și în a la cu că nu pe din este un se mai o pentru care sunt au fi sau fost ca după dar "
    "prin al ce lui această până acest către fost fiind către spune",
    "oc": "de la e que lo los las en un una dels amb per es son al del mai pas aquel aquela se dins "
    "foguèt coma tanben an aver sus fins quand",
    "ast": "de la que'l el y en a los les un una con nun por del pa ye al más foi como pero son tamién "
    "so xunto hasta'l ente esti esta nes nel",
    "eo": "la de kaj en estas al por ne ke kun mi li ŝi ĝi ili el pri pli sed kiu tiu unu oni kiel "
    "ankaŭ estis havas ĝis kiuj kiun dum post",
    "la": "et in est non ad cum ut ex de qui quod sunt quae ab sed si per atque autem esse enim eius "
    "hoc etiam nec aut quam ac",
    # Celtic, Basque, Albanian, Maltese
    "cy": "y yn a i o ar yr ei mae am bod oedd gan wedi ac ond wrth eu hyn fel nid at cael gyda roedd "
    "fod hefyd dros mewn sydd",
    "ga": "an na a i ar agus go is le ag sé do bhí tá don as den nach sin leis ach faoi ó mar siad "
    "bhfuil ina chuid sna",
    "gd": "an na a air agus e tha gun do le ann is anns bha gu aig iad o nach mar bho chan sin cha "
    "robh airson leis fhèin",
    "br": "ar an al ha da eus e gant ez en a eo war he d'ar ur hag evit bet o oa zo met ned int "
    "gwechall ket dre anezhañ",
    "eu": "eta da du ez bat dute zuen ere izan zen dira egin baina dela beste hau zuten baino dituzte "
    "horrek gero duen dago bere duela zituen",
    "sq": "të e në dhe i një për me që nga është se më nuk do të tij ka si janë por ishte kjo ky kanë "
    "edhe gjatë pas kishte duke u",
    "mt": "li ta u il- fil- ma' minn għal hija dan din kien huwa mill- biex kienet dwar ukoll wara "
    "ma x' jew tal- bil- fuq",
    # Slavic, Latin script
    "pl": "i w na z się nie do że to jest o jak po od za dla są przez ale ma co być przy które który "
    "jego tym jej także czy był już oraz ze może została został",
    "cs": "a v se na je že s z do o k i to ve pro za by od po ale jsou jako který které při byl jeho "
    "jsem která také až už podle však bylo byla aby není kteří",
    "sk": "a v sa na je že s z do o k i to vo pre za by od po ale sú ako ktorý ktoré pri bol jeho "
    "som ktorá aj až už podľa však bolo bola aby nie ktorí",
    "sl": "in v je na se za da so s ki z pa po ne od tudi pri kot bi o iz do ter bo še ga med bil "
    "ali njegov bila ko lahko kar ni smo",
    "hr": "i u je na se da za su od s o koji ne a što iz to nije kako koje bi će ali biti po koja kao "
    "te samo bio tijekom tko gdje prije sve prema nakon rekao uvjet tjedna hrvatske",
    "sr-Latn": "i u je na se da za su od sa o koji ne a što iz to nije kako koje bi će ali biti po koja "
    "kao samo bio tokom ko gde pre sve prema nakon rekao šta ovde srbije nedelje posle",
    "bs": "i u je na se da za su od sa o koji ne a što iz to nije kako koje bi će ali biti po koja kao "
    "samo bio tokom ko gdje prije sve prema nakon rekao šta ovdje bosne također općina",
    # Baltic, Finno-Ugric
    "lt": "ir kad į yra su iš tai o bet ne per buvo po kaip už apie dėl jo nuo ar jau prie taip tik "
    "pat jis savo šį iki gali bus turi",
    "lv": "un ir ar par no uz ka to kas tika gada arī bet lai kā pēc tas nav pie tā vai viņš ne tikai "
    "līdz bija ko savu šo vēl būs",
    "fi": "ja on että ei oli se hän myös ovat mutta joka kuin sen mukaan sekä kun tai hänen ole olisi "
    "ne vain jos nyt jo mitä kanssa niin jotka vuoden joita siitä",
    "et": "ja on et ei oli see ta ka aga kui mis oma selle kes või ning seda siis pole tema olid nii "
    "välja pärast veel ole nad need kuid juba",
    "hu": "a az és hogy nem is egy volt meg ez de azt csak már el van még mint ha vagy ezt lesz kell "
    "ki után szerint minden amely pedig között lehet voltak",
    # Turkic, Latin script
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi ne kadar sonra var ise ancak en değil ki "
    "olduğunu göre oldu her diye tarafından dedi o veya",
    "az": "və bir bu da də üçün ilə çox olan kimi sonra var isə ən deyil ki görə hər o edib olub "
    "bildirib idi daha qədər öz dedi tərəfindən onun",
    "uz": "va bu bir bilan uchun ham deb edi esa kerak bo'lgan bo'lib emas u o'z haqida keyin qilish "
    "yil ularning dedi qildi yoki boʻlgan oʻz",
    "tk": "we bu bir bilen üçin hem diýip boldy ýaly öz bolan däl soňra onuň ýok has bar olar",
    "ku": "û di de li ji bi ku ev bû ew jî na ser ne ya yên wê wî hat xwe dike tê kir heye yê bo ye",
    # Asia and Africa, Latin script
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa "
    "ada mereka lebih telah bahwa oleh sebagai para adalah kata saat menjadi kepada",
    "ms": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke kerana tersebut boleh "
    "ada mereka lebih telah bahawa oleh sebagai para ialah kata apabila menjadi kepada",
    "jv": "lan ing sing iku kang saka ora karo marang uga ana dadi utawa wis kanthi iki amarga bisa "
    "nanging dening dheweke",
    "tl": "ang ng sa na mga ay at si ni ito hindi para kay nito kanyang siya may ko din rin kung niya "
    "noong isang namin dahil nang mula sila upang",
    "ceb": "ang sa nga ug mga kini dili usa siya kay si ni iyang adunay alang didto niini kaniya gikan "
    "nila mao apan kung",
    "vi": "và của là có trong được cho một không người với các đã này những khi đến từ ra vào để về "
    "năm cũng tại như ông đó trên sẽ nhiều",
    "sw": "na ya wa kwa ni katika za la kuwa hiyo yake cha kama huyo pia alisema baada lakini hii hivyo "
    "wao watu si kutoka yao huo vya ambao bila zaidi",
    "ha": "da a na ta ya ba su cikin don wannan wani sun shi kuma an ce cewa ne ce daga zuwa wata har "
    "yana amma sai bayan",
    "yo": "ni ti o si naa wọn awọn fun ninu lati pe ko tí ní sí náà àwọn àti fún láti pé bí ó kan wá "
    "ṣe jẹ wà",
    "ig": "na nke ndị ya ka ọ bụ n' ime maka onye ha si o ihe site dị ndi mgbe ma nwere abụọ afọ",
    "zu": "ukuthi futhi kodwa uma le lo ngoba kanye ngesikhathi kusho yakhe bona la kule lapho manje "
    "ukuze izinto umuntu nge na noma",
    "xh": "ukuba kwaye kodwa ukuze le ngoba lo kunye xa yakhe apho abantu ngexesha kwi ke nje "
    "into okanye ngokuba kuba nangona",
    "so": "iyo oo ka ku in ay la waa uu soo waxaa ee ah ayaa wuxuu u isku kale inuu si aan lagu "
    "dhexe sheegay kuwa",
    "mg": "ny sy dia ao tsy fa amin'ny izany ho izay no ireo aho misy koa rehefa satria olona mba "
    "nanao raha na taona",
    "ht": "yo nan pou li ak ki se te pa sa la nou ap gen yon men avèk tou lan anpil fè moun sou si "
    "kote lè",
    # Greek: not to tell it, its script does, but to know where a sentence starts
    "el": "και το να του η της με που την για από είναι στο οι τα δεν ότι τον σε στην ένα μια ο των θα τη στη ως αλλά "
    "έχει στις στα αυτό τους ήταν κατά όπως μετά όταν αν ή",
    # Cyrillic
    "ru": "и в не на что он с как по это из к но от за его для о же также бы все у года был быть она "
    "они после при или до их было который заявил во которые ее будет"
    " против между под над перед через без об со где или чтобы если при том",
    "uk": "і в не на що він з як за це у та до про але від його для а також його був бути вона вони "
    "після при або їх було який заявив які її буде є ще під",
    "be": "і ў не на што ён з як за гэта у да пра але ад яго для а таксама быў быць яна яны пасля "
    "пры або іх было які заявіў якія яе будзе ёсць",
    "bg": "и на да в за се от с е че по не са ще като си но той това или към при беше му те както "
    "които който след до а има също през няма",
    "mk": "и на да во за се од со е дека не ќе како но тој тоа или кон при беше му тие кои кој по до "
    "а има исто така ги што ја би го",
    "sr": "и у је на се да за су од са о који не а што из то није како које би ће али бити по која као "
    "само био током ко где пре све према након рекао шта",
    "kk": "және мен бұл үшін да деп бар еді бір осы оның болып екен ол де бойынша туралы жылы кейін "
    "болды пен қазақстан болған",
    "ky": "жана менен бул үчүн да деп бар эле бир ушул анын болуп экен ал де боюнча тууралуу жылы "
    "кийин болду эмес болгон",
    "tt": "һәм белән бу өчен да дип бар иде бер шул аның булып икән ул дә буенча турында елда соң "
    "булды түгел булган",
    "mn": "нь байна энэ юм гэж бол болон байсан тэр ч их хийх улсын оны хүн гэсэн бөгөөд дээр ба "
    "байгаа бас түүний",
    "tg": "ва дар ба аз ки ин бо барои аст он ҳам шуд кард худ то буд онҳо бар ӯ аз ё вале шудааст",
    # Arabic script
    "ar": "في من على أن إلى التي عن مع هذا لا ما كان هذه الذي بعد قال بين أو قد لم كما عند إن هو هي "
    "وقال ذلك كانت حتى خلال منذ أنه",
    "fa": "و در به از که این را با است برای آن یک خود تا بر هم نیز می شده شد کرد ها بود وی ما اما یا "
    "هستند گفت خواهد",
    "ur": "کے میں کی ہے کا اور سے کو نے پر کہ ہیں یہ اس تھا بھی نہیں کر ایک جو وہ تھے لیے گیا ان ہو "
    "تھی کہا ساتھ",
    "ps": "د په او چې کې ته له دی یې سره نه ده هم شوی دې يو هغه لپاره وي کړي دا څخه دي وه پر",
    "ckb": "لە بە و بۆ کە ئەو ئەم لەگەڵ دا هەروەها دەکات بوو وە نییە یەک ئەوەی هەر بەڵام کرد سەر",
    "ug": "ۋە بۇ بىر بىلەن ئۈچۈن دەپ بار ئۇ بولغان قىلىپ بولۇپ ھەم ئەمەس كېيىن ئىدى دە ئۆز",
    "sd": "۾ جي ۽ جو تي کي ته آهي سان کان اهو هن هو جا لاءِ نه اھو آھي ان هڪ",
    # Devanagari, Bengali, Hebrew, Ethiopic
    "hi": "के में की है और से का को पर ने कि यह भी हैं एक नहीं था इस हो कर जो तो लिए ही वह गया थे साथ अपने "
    "कहा किया",
    "mr": "आणि या आहे ते तर आहेत व हे होते नाही केली की होता त्या च झाली केले त्यांनी असे त्याच्या एक म्हणून "
    "यांनी मध्ये ही",
    "ne": "र को छ मा ले हुन् पनि यो गर्न लागि भएको गरेको हो थियो एक गरे छन् त्यो तर भन्ने बाट उनले नेपाल "
    "भने अनि",
    "bn": "ও এই করে এবং থেকে তার জন্য না একটি হয় যে কিন্তু এ সঙ্গে করা তিনি বলেন হয়েছে এক নিয়ে ছিল পর সে",
    "as": "আৰু এই কৰি পৰা তেওঁ বাবে নহয় এটা হয় যে কিন্তু সৈতে কৰা হৈছে এজন লৈ আছিল পিছত কৰে",
    "he": "של את על לא הוא זה עם כי היא גם אל כל או אם יותר אך היה אבל אמר לפי אני בין זאת כדי אשר רק",
    "yi": "און די פון איז אין דער צו דאָס מיט אַ נישט האָט פֿון ער אויף זיך איך מען זיי װאָס אַז פאַר",
    "am": "ነው እና ላይ ውስጥ ወደ ግን ጋር ነበር ደግሞ ናቸው እንደ ያለ ይህ በኋላ ሲሆን ነገር ስለ ብለዋል",
    "ti": "እዩ ናይ ከምኡ ድማ ካብ ኣብ ናብ ምስ እዮም ነቲ እቲ ግን ነይሩ ከም እዚ ኸኣ ዝብል",
}  # fmt: skip

# Languages whose sentences end in a verb, an auxiliary or a particle of this table.
_VERB_LAST = frozenset(
    "hi mr ne bn as ur fa ps ckb sd ug tr az uz tk kk ky tt mn ja ko am ti eu".split()
)

_WORD = re.compile(
    r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u0652\u093c-\u094d\u200c\u09bc-\u09cd]+[^\W\d_]*)*(?:['’ʻ-](?=\w)[^\W\d_]*)?"
)


class Score(NamedTuple):
    """How well one language explains a text's small words.

    `share` is the share of the text's words that are function words of the language, `weight` the
    same with words that several languages list counted in part.
    """

    language: str
    share: float
    weight: float
    hits: int


@lru_cache(maxsize=1)
def _owners() -> dict[str, tuple[str, ...]]:
    """Return which languages list a word."""
    owners: dict[str, list[str]] = {}
    for language, row in _TABLE.items():
        for word in dict.fromkeys(row.split()):
            owners.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in owners.items()}


@lru_cache(maxsize=128)
def of(language: str) -> frozenset[str]:
    """Return the function words of a language; empty where the table has none."""
    return frozenset(_TABLE.get(language, "").split())


def leading(language: str) -> frozenset[str]:
    """Return the function words that lead on to another word: no sentence ends in "of the"."""
    return frozenset() if language in _VERB_LAST else of(language)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, apostrophes as typed on a keyboard."""
    return _WORD.findall(text.lower().replace("’", "'"))


def scores(found: Counter[str]) -> list[Score]:
    """Return the languages whose function words are among a text's words, best first."""
    owners = _owners()
    hits: dict[str, int] = {}
    weights: dict[str, float] = {}
    for word, count in found.items():
        languages = owners.get(word) or (owners.get(word.rsplit("'", 1)[-1], ()) if "'" in word else ())
        part = count / len(languages) if languages else 0.0
        for language in languages:
            hits[language] = hits.get(language, 0) + count
            weights[language] = weights.get(language, 0.0) + part
    total = max(1, found.total())
    rows = [Score(lang, hits[lang] / total, weights[lang] / total, hits[lang]) for lang in hits]
    return sorted(rows, key=lambda row: (-row.weight, row.language))


def apart(counts: Counter[str], language: str, rival: str) -> tuple[int, int]:
    """Return how often words are small words that only the one, and only the other language has."""
    ours, theirs = of(language), of(rival)
    return sum(counts[word] for word in ours - theirs), sum(counts[word] for word in theirs - ours)


def share(text: str, language: str) -> float | None:
    """Return the share of a text's words that are small words of the language; None: no table."""
    table = of(language)
    found = words(text)
    return sum(word in table for word in found) / max(1, len(found)) if table else None
