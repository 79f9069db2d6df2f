"""Abbreviations by language: which full stops do not end a sentence.

Three kinds. A *title* is always followed by what it belongs to ("Dr. Okoro"). A *unit* may end a
sentence or stand inside one ("млн.", "etc.", "p.m."): the next word decides. A *label* abbreviates
only before a number ("no. 5"), and is a plain word otherwise ("he said no.").
"""

from __future__ import annotations

from functools import lru_cache

_TITLES = {
    "": "dr prof st mt gen col lt sgt maj capt cmdr adm brig hon mr mrs ms vs cf e.g i.e viz al ca",
    "en": "sen rep gov rev pres supt insp messrs mx fr sr jr hon asst dept lt.gen maj.gen vol op gov.gen cpl pvt "
    "sec amb atty a.k.a approx",
    "de": "z.b z.t z.zt d.h u.a u.u o.ä o.g s.o s.u i.d.r v.a v.chr n.chr bzw ca inkl exkl ggf evtl sog hr fr dipl ing "
    "med jur phil hl str vgl geb verh gest rd zzgl bspw max min mag abs insb einschl allg",
    "fr": "m mm mme mmes mlle me mgr cf env p.ex c.-à-d ste ex av apr dir prof",
    "es": "sr sra sres srta d dª dña dr dra ud uds gral cnel lic ing arq sto sta mons excmo p.ej ee pte av avda c",
    "pt": "sr sra srs d dr dra exmo exma eng prof profª gen cel cap ten sgt p.ex av pe ex",
    "gl": "sr sra d dr dra p.ex av",
    "it": "sig sigg dott on avv ing arch prof geom mons sen gen col cap rag dr s p.es es cosiddetto ecc.mo",
    "ca": "sr sra dr dra p.ex av prof gral st sta",
    "ro": "dl dna dr ing prof gen col lt str bd nr art sf d-na dlui",
    "nl": "dhr mevr mw drs ir mr ing bijv bv d.w.z o.a m.b.t t.o.v i.v.m t.a.v a.u.b ca resp incl excl jhr ds prof mgr",
    "af": "mnr mev dr prof bv o.a ens",
    "sv": "t.ex bl.a s.k m.fl d.v.s dvs ca resp inkl exkl jfr fr.o.m t.o.m prof dr f.d p.g.a",
    "da": "f.eks bl.a ca hhv inkl ekskl jf dvs dr prof hr fr pga mht ift vedr d.v.s s.k",
    "nb": "f.eks bl.a ca hhv inkl ekskl jf dvs dr prof hr fr pga mht ift vedr",
    "nn": "t.d bl.a ca inkl dr prof",
    "is": "t.d þ.e m.a o.fl dr sr hr",
    "fi": "esim mm ml ts ns mt vrt tri prof toht t.s ym ko em evp",
    "et": "nt nn dr prof hr pr jne s.t s.h lp vt",
    "pl": "np ds ws ang łac niem fr ros m.in tzn tzw prof dr hab inż mgr gen płk ppłk mjr kpt por ks św im ul al pl os tj ww zob por min "
    "pt red abp bp o.o woj",
    "cs": "např tzv tj mj p pí sl ing mgr judr mudr phdr bc prof doc gen plk kpt por sv ul nám č resp popř cca vč",
    "sk": "napr tzv tj p ing mgr judr mudr phdr bc prof doc gen plk kpt sv ul nám č resp príp cca",
    "sl": "npr t.i tj g ga dr mag prof sv ul oz itn ing gen",
    "hr": "npr tzv tj g gđa gđica dr mr prof sv ul gen gosp ing dipl",
    "sr": "нпр тзв тј г гђа др мр проф св ул ген npr tzv tj g gđa dr mr prof sv ul gen",
    "bs": "npr tzv tj g gđa dr mr prof sv ul gen",
    "lt": "pvz t.y vad prof dr gen p a.a šv g plk",
    "lv": "piem t.i t.s prof dr ģen plkv sv",
    "hu": "pl ún ill dr prof özv ifj id gr br szt vö kb ti",
    "tr": "dr prof doç yrd av sn örn bkz mah cad sok no gn alb yb yzb tğm hz op uzm müh mim",
    "az": "prof dos məs küç dr gen",
    "ru": "т.е т.н т.к т.ч т.д т.п им ул пр просп пер пл д гл акад проф доц др св о г-н г-жа гр тов стр ст см ср "
    "напр ген полк подполк майор кап лейт сер адм пос дер обл р-н мин зам пом руб.коп вице корр наб бул",
    "uk": "т.зв т.д ім вул просп пров пл проф акад доц св п пп див напр ген полк обл р-н смт о ст гр тов",
    "be": "ім вул праф акад св гл гр п",
    "bg": "т.е т.нар т.г проф акад доц инж св ул бул им ген полк г-н г-жа вж напр д-р",
    "mk": "т.е т.н проф акад св ул бул ген г-дин г-ѓа на пр д-р",
    "el": "π.χ δηλ κ κα κ.κ δρ αγ βλ λ.χ καθ στρ",
    "id": "dr prof ir drs nn h hj jl tn ny sdr yth a.n kol letjen mayjen brigjen",
    "ms": "dr prof en pn tn hj jln",
    "vi": "ths ts gs pgs tp q p ông bà",
    "eu": "adib dk jn and",
    "sq": "p.sh z znj dr prof",
    "lb": "z.b d.h hr mme dr prof",
    "he": 'ד"ר פרופ',
    "hy": "դոկ պրոֆ",
}  # fmt: skip
_UNITS = {
    "": "etc inc ltd co corp plc jr sr a.m p.m u.s u.k u.n u.s.a d.c e.u ph.d b.c a.d est bros llc jan feb mar apr jun "
    "jul aug sep sept oct nov dec",
    "en": "mon tue wed thu fri sat sun ft min sec hrs yrs avg cal calif ave blvd rd assn dist",
    "de": "usw u.s.w etc mio mrd mill tsd std sek min jh u.ä o.ä dgl bd e.v a.d p.a str jan feb febr mär apr aug sept "
    "okt nov dez u.s",
    "fr": "etc janv févr avr juil sept oct nov déc bd av hab env vol éd s.a o.n.u",
    "es": "ee.uu ee uu etc a.m p.m m.n s.a s.l jj.oo ff.aa d.c a.c dpto ene feb abr ago sept oct nov dic millones",
    "pt": "etc a.c d.c s.a ltda jan fev mar abr jun jul ago set out nov dez eua",
    "it": "ecc etc s.p.a s.r.l a.c d.c p.zza v.le",
    "ca": "etc s.a ee.uu",
    "ro": "etc mil mld lei s.a s.r.l a.m p.m d.hr î.hr",
    "nl": "enz etc mln mld e.d n.v b.v e.a jl v.chr n.chr a.s",
    "sv": "etc osv m.m kl mkr mdr kr st milj st jan febr aug sept okt nov dec",
    "da": "osv etc mio mia kr kl m.m m.fl m.v mv o.l jan feb aug sept okt nov dec",
    "nb": "osv etc mill mrd kr kl m.m m.fl mv o.l jan feb aug sept okt nov des",
    "fi": "jne milj mrd klo jkr ekr v yms",
    "et": "jne mln mld kr eur a jm e.m.a",
    "pl": "itd itp mln mld tys zł gr r w godz ur zm n.p.m s.a sp.z.o.o p.n.e n.e",
    "cs": "atd apod mil mld tis kč r stol hod s.r.o a.s n.l př.n.l",
    "sk": "atď apod mil mld tis r stor hod s.r.o a.s",
    "sl": "itd ipd mio mrd tis d.o.o d.d",
    "hr": "itd sl mil mlrd tis kn god st d.o.o d.d pr.kr",
    "sr": "итд сл мил млрд дин год в итд sl mil mlrd god itd din d.o.o",
    "lt": "ir.t.t mln mlrd tūkst eur ct m d val",
    "lv": "utt u.c milj mljrd tūkst eur g",
    "hu": "stb kft zrt nyrt bt ft m mrd millió i.e i.sz",
    "tr": "vb vs a.ş ltd şti m.ö m.s tl yy",
    "az": "və.s mln mlrd man",
    "ru": "млн млрд трлн тыс руб коп долл г гг в вв н.э до.н.э км м кг т тт др пр ч мин сек экз чел ед шт янв февр "
    "авг сент окт нояб дек а.о",
    "uk": "млн млрд трлн тис грн коп дол р рр ст н.е км м кг т ін год хв сек ос шт",
    "be": "млн млрд тыс руб г гг ст н.э км м",
    "bg": "млн млрд хил лв ст г гг в вв др пр.хр сл.хр пр ч мин",
    "mk": "мил милј илј ден г год в др п.н.е н.е",
    "el": "κ.λπ κ.ά εκ εκατ δισ χιλ π.μ μ.μ π.χ μ.χ α.ε ευρ",
    "id": "dll dst dsb rp tbk pt cv swt",
    "ms": "dll dsb rm bhd sdn",
    "vi": "v.v tcn scn",
}  # fmt: skip
_LABELS = {
    "": "no nr n p pp vol fig art ch sec par",
    "en": "nos pg pt ed eds op tel",
    "de": "nr art abs s bd kap tel ziff",
    "fr": "n° art p vol chap t tél",
    "es": "núm nº art pág págs cap vol tel",
    "pt": "nº n.º art pág págs cap vol tel",
    "it": "n nn art pag pagg cap vol tel",
    "nl": "nr art blz hfst tel lid",
    "pl": "nr art str s ust pkt poz tel",
    "cs": "č čl str s odst tel",
    "ru": "ст с стр п пп ч рис табл тел ном №",
    "uk": "ст с стор п ч рис табл тел",
    "bg": "чл ал стр т бр тел",
    "hu": "sz old tel",
    "tr": "no s md sy tel",
    "el": "αρ άρθρ σελ τηλ",
    "ro": "nr art pag alin tel",
    "sv": "nr art s tel",
    "da": "nr art s tlf",
    "nb": "nr art s tlf",
}  # fmt: skip

# Languages that write an ordinal as a number with a full stop ("3. Mai", "5. října").
ORDINAL_DOT = frozenset(
    "de lb da nb nn is fo fi et lv hu cs sk sl hr sr bs mk tr az eu hsb dsb gsw pl lt".split()
)
# Languages whose titles and nouns do not tell a name from a word by a capital are not here: the table
# of function words decides there, or sentencex.

# Units that close a phrase: a capital after them begins a sentence, unless it is one of these words.
CLOSING = frozenset(
    "a.m p.m etc usw u.s.w ecc osv o.s.v enz itd itp atd apod atď stb vb jne yms dll v.v κ.λπ т.д т.п и.т.д".split()
)
NOT_AFTER_CLOSING = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december eastern central pacific mountain".split()
)


@lru_cache(maxsize=64)
def titles(language: str) -> frozenset[str]:
    """Return the abbreviations that never end a sentence."""
    return _of(_TITLES, language)


@lru_cache(maxsize=64)
def units(language: str) -> frozenset[str]:
    """Return the abbreviations that may end a sentence."""
    return _of(_UNITS, language)


@lru_cache(maxsize=64)
def labels(language: str) -> frozenset[str]:
    """Return the abbreviations that stand before a number only."""
    return _of(_LABELS, language)


def _of(table: dict[str, str], language: str) -> frozenset[str]:
    return frozenset(table[""].split()) | frozenset(table.get(language, "").split())
