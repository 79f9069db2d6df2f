"""name or URL → key: one identity for an outlet, however it is written.

    Press TV, PressTV, Press Tv, presstv.ir, https://www.presstv.ir/a/1   →  presstv
    Reuters, Рейтер, رويترز, 路透社, reuters.com                           →  reuters

Agencies and papers known by several names are in a small table; any other name is its folded
letters without article, legal form and web ending.
"""

from __future__ import annotations

import re
from functools import lru_cache

from whence.text import fold

# key: names in use, native scripts included; compared after folding and without spaces.
_KNOWN = """
reuters: reuters thomsonreuters рейтер рейтерс ройтерс رويترز رویترز 路透社 路透 ロイター ロイター通信 로이터 로이터통신 רויטרס ρόιτερ रॉयटर्स รอยเตอร์
afp: afp agencefrancepresse афп фрэнспресс فرانسبرس وكالةفرانسبرس خبرگزاریفرانسه 法新社 afp通信 afp時事 एएफपी
ap: ap associatedpress theassociatedpress theap асошиэйтедпресс اسوشيتدبرس أسوشيتدبرس آسوشیتدپرس 美联社 美聯社 ap通信 एपी סוכנותap
dpa: dpa deutschepresseagentur дпа 德新社 الوكالةالالمانية
efe: efe agenciaefe эфэ 埃菲社
ansa: ansa agenziaansa анса 安莎社
adnkronos: adnkronos
tass: tass itartass тасс итартасс تاس وكالةتاس 塔斯社 タス通信
ria: ria rianovosti риановости риа ريانوفوستي نوفوستي 俄新社 ruptly
interfax: interfax интерфакс انترفاكس 国际文传电讯社
sputnik: sputnik sputniknews спутник سبوتنيك اسپوتنیک 卫星通讯社 俄罗斯卫星通讯社
rt: rt russiatoday روسيااليوم rtарабик
xinhua: xinhua xinhuanews newchina синьхуа شينخوا شینهوا 新华社 新華社 新华网 新華通信
cctv: cctv 央视 中央电视台 央视新闻 cgtn
chinanews: chinanews chinanewsservice 中新社 中国新闻社 中新网
globaltimes: globaltimes 环球时报
peoplesdaily: peoplesdaily peopledaily 人民日报 人民网
kyodo: kyodo kyodonews 共同社 共同通信 共同通信社 киодо كيودو
jiji: jiji jijipress 時事 時事通信
nhk: nhk
yonhap: yonhap yonhapnews 연합뉴스 聯合ニュース 韩联社 ёнхап
kcna: kcna 조선중앙통신 朝中社 цтак
sana: sana syrianarabnewsagency سانا وكالةسانا сана agencesana
irna: irna ایرنا ارنا إرنا irnanews ирна
fars: fars farsnews farsnewsagency فارس خبرگزاریفارس وكالةفارس фарс agenziafars agencefars
tasnim: tasnim tasnimnews تسنیم تسنيم خبرگزاریتسنیم тасним
isna: isna ایسنا
mehr: mehr mehrnews mehrnewsagency مهر خبرگزاریمهر
presstv: presstv پرستیوی پرستی‌وی برستيفي
almayadeen: almayadeen الميادين almayadeentv
almanar: almanar المنار
aljazeera: aljazeera aljazira الجزيرة аль-джазира альджазира الجزیره 半岛电视台
alarabiya: alarabiya العربية العربیه альарабия
anadolu: anadolu anadoluagency anadoluajansi aa اناضول الاناضول وكالةالاناضول анадолу 阿纳多卢 آناتولی
dha: dha demirorenhaberajansi
iha: iha ihlashaberajansi
trt: trt trtworld trthaber
petra: petra بترا وكالةبترا
mena: mena وكالةانباءالشرقالاوسط
wafa: wafa وفا
nna: nna الوكالةالوطنيةللاعلام
spa: spa واس وكالةالانباءالسعودية saudipressagency
wam: wam وام
kuna: kuna كونا
ina: ina iraqinewsagency واع
pti: pti presstrustofindia पीटीआई
ani: ani asiannewsinternational एएनआई
app: app associatedpressofpakistan
antara: antara antaranews
bernama: bernama
vna: vna ttxvn thongtanxavietnam vietnamplus
belta: belta белта
ukrinform: ukrinform укрінформ укринформ
unian: unian уніан униан
pap: pap polskaagencjaprasowa
ctk: ctk ceskatiskovakancelar
tasr: tasr
mti: mti magyartaviratiiroda
agerpres: agerpres
bta: bta бта
hina: hina
tanjug: tanjug танјуг
beta: beta novinskaagencijabeta
mia: mia миа
anamna: amna anampa απεμπε αθηναϊκόπρακτορείο
apa: apa austriapresseagentur
sda: sda keystonesda
belga: belga agencebelga
anp: anp
tt: tt ttnyhetsbyran tidningarnastelegrambyra
ntb: ntb norsktelegrambyra
ritzau: ritzau
stt: stt stt-lehtikuva suomentietotoimisto
lusa: lusa agencialusa
telam: telam
notimex: notimex
agenciabrasil: agenciabrasil
prensalatina: prensalatina
maghrebarabepress: map maghrebarabepresse وكالةالمغربالعربيللانباء
aps: aps algeriepresseservice وكالةالانباءالجزائرية
tap: tap tunisafriquepresse وات
upi: upi unitedpressinternational
pamedia: pa pressassociation pamedia panewsagency
bloomberg: bloomberg блумберг بلومبرغ 彭博社 彭博 ブルームバーグ
bbc: bbc bbcnews ббс بيبيسي بیبیسی biibisi 英国广播公司 bbcworld
cnn: cnn سيانان سیانان 美国有线电视新闻网
nytimes: nytimes newyorktimes thenewyorktimes nyt نيويوركتايمز نیویورکتایمز ньюйорктаймс нюйорктаймс 纽约时报 紐約時報 ニューヨークタイムズ 뉴욕타임스 ניויורקטיימס न्यूयॉर्कटाइम्स
washingtonpost: washingtonpost wapo thewashingtonpost واشنطنبوست واشینگتنپست вашингтонпост 华盛顿邮报 ワシントンポスト
wallstreetjournal: wallstreetjournal wsj thewallstreetjournal وولستريتجورنال уоллстритджорнал 华尔街日报
guardian: guardian theguardian الغارديان الجارديان گاردین гардиан 卫报
times: thetimes thetimesoflondon
financialtimes: financialtimes ft theft فايننشالتايمز 金融时报
ntd: ntd
voa: voa voiceofamerica голосамерики صوتامريكا صدایامریکا 美国之音
rferl: rferl radiofreeeurope radiosvoboda радиосвобода радіосвобода radioliberty svoboda
dw: dw deutschewelle дойчевелле دويتشهفيله دویچهوله 德国之声
france24: france24 فرانس24
rfi: rfi radiofranceinternationale
lemonde: lemonde лемонд لوموند 世界报
lefigaro: lefigaro фигаро
spiegel: spiegel derspiegel шпигель اشپیگل دیرشپیگل 明镜
elpais: elpais
corriere: corriere corrieredellasera
repubblica: repubblica larepubblica
haaretz: haaretz הארץ هاآرتس гаарец
timesofisrael: timesofisrael
gettyimages: getty gettyimages гетти 盖蒂图片社
"""
# Endings of hosts and legal forms that say nothing of who an outlet is.
_SUBDOMAINS = frozenset(
    "www m amp en fr de es it ru ar english arabic french edition news mobile web".split()
)
_GENERIC_HOSTS = frozenset(
    "co com net org gov ac edu gob gouv blogspot wordpress substack medium".split()
)
_ARTICLES = frozenset("the le la les el los las il lo gli der die das de het o os al".split())
_AGENCY = frozenset(
    "agency agence agenzia agencia agentur nachrichtenagentur agentia agencija agencja agentura persbureau "
    "nyhetsbyran nyhetsbyra nyhedsbureau news press newsagency presse stampa агентство агенция агенство "
    "информагентство وكالة خبرگزاری ajansi haber di de of".split()
)
_HOST = re.compile(
    r"^(?:[a-z][a-z0-9+.-]{0,20}://)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})(?::\d+)?(?:[/?#].*)?$"
)
_WORD = re.compile(r"[^\W_]+")


def identity(name: str) -> str:
    """Return the key of an outlet's name or URL; "" where nothing is left of it."""
    text = fold(name.strip())
    host = _HOST.match(text)
    if host and " " not in text:
        return _host_key(host[1])
    words = _WORD.findall(text)
    if len(words) > 1 and words[0] in _ARTICLES:
        with_article = _known().get("".join(words))
        words = words[1:]
        if with_article:
            return with_article
    joined = "".join(words)
    known = _known().get(joined)
    if known:
        return known
    core = [w for w in words if w not in _AGENCY]
    if core and len(core) < len(words):
        return _known().get("".join(core), joined)
    return joined


def known(name: str) -> bool:
    """Return True where the table holds the name: surely an outlet."""
    return identity(name) in _keys()


def same(one: str, other: str) -> bool:
    """Return True where two names or addresses are one outlet."""
    return bool(identity(one)) and identity(one) == identity(other)


def _host_key(host: str) -> str:
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _SUBDOMAINS:
        labels = labels[1:]
    labels = labels[:-1]
    while len(labels) > 1 and labels[-1] in _GENERIC_HOSTS:
        labels = labels[:-1]
    joined = "".join(_WORD.findall(labels[-1]))
    return _known().get(joined, joined)


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    table = {}
    for row in _KNOWN.strip().splitlines():
        key, _, names = row.partition(": ")
        for name in [key, *names.split()]:
            table["".join(_WORD.findall(fold(name)))] = key
    return table


@lru_cache(maxsize=1)
def _keys() -> frozenset[str]:
    return frozenset(_known().values())
