"""Ordinals by their stems and endings, in languages whose ordinals CLDR does not spell out, or not inflected."""

from __future__ import annotations

# language → stems of first, second, third … (one place each, "-" for none), and the endings put on them.
STEMS: dict[str, tuple[str, str]] = {
    "bg": ("първ втор трет четвърт пет шест седм осм девет десет", "и|ият|ия|а|ата|о|ото|ите"),
    "cs": ("prvn druh třet čtvrt pát šest sedm osm devát desát", "í|ího|ímu|ím|ích|ími|ý|ého|ému|ém|ým|á|é|ou|ých|ými"),
    "et": ("esimese teise kolma nelja viie kuue seitsme kaheksa üheksa kümne", "s|nda|ndas|ndat|ndal|ndale|ndaks|ndast|ndani"),
    "eu": ("lehen bigarren hirugarren laugarren bosgarren seigarren zazpigarren zortzigarren bederatzigarren hamargarren", "|a|ak|ean|eko|ekin"),
    "gl": ("primeir - terceir - quint - sétim oitav noven décim", "o|a|os|as"),
    "hr": ("prv drug treć četvrt pet šest sedm osm devet deset", "i|og|oga|om|ome|omu|a|e|u|oj|eg|em|emu"),
    "hy": ("առաջին երկրորդ երրորդ չորրորդ հինգերորդ վեցերորդ յոթերորդ ութերորդ իններորդ տասներորդ", "|ը|ն|ի|ին|ում|ից"),
    "ka": ("პირველ მეორ მესამ მეოთხ მეხუთ მეექვს მეშვიდ მერვ მეცხრ მეათ", "ი|ე|ის|ს|ეს|ედ|ად|ეზე|ეში|ში"),
    "lv": ("pirm otr treš ceturt piekt sest septīt astot devīt desmit", "ais|ā|o|ajā|ajam|ajai|ie|ās|ajos|ajās|ajiem"),
    "mk": ("прв втор трет четврт петт шест седм осм деветт десетт", "и|иот|ата|а|о|ото|ите"),
    "ro": ("- - trei patru cinci șase șapte optu nouă zece", "lea"),
    "sk": ("prv druh tret štvrt piat šiest siedm ôsm deviat desiat", "ý|ého|ému|om|ým|á|ej|ú|ou|é|ých|ými|y|a|e|u|í|ieho|iemu|ia|iu|ie"),
    "sl": ("prv drug tretj četrt pet šest sedm osm devet deset", "i|ega|emu|em|a|e|o"),
    "sr": ("прв друг трећ четврт пет шест седм осм девет десет", "и|ог|ога|ом|оме|а|е|у|ој|ег|ем|ему"),
    "uk": ("перш друг трет четверт - шост сьом восьм - десят", "ий|ого|ому|им|а|ої|ій|у|ою|е|і|их|ими|я|ю|є|ього|ьому|ьої|ьою"),
    "ur": ("پہل دوسر تیسر چوتھ پانچو چھٹ ساتو آٹھو نو دسو", "ا|ی|ے|اں|یں"),
    "uz": ("birin ikkin uchin - beshin oltin yettin sakkizin - -", "chi|chida|chining|chisi"),
}  # fmt: skip
# Written onto the cardinal.
BEHIND: dict[str, str] = {"hi": "वाँ|वां|वें|वीं|वी|वे", "mr": "वा|वी|वे|व्या", "ne": "औं|औँ"}
