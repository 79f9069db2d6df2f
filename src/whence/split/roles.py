"""Paragraphs → roles: which are headings, captions, credits or furniture, and which are the story.

Structure comes first (short, no full stop, where it stands), small tables of cues second. A paragraph
that is not clearly anything else is "body"; nothing is ever dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.bylines import byline
from whence.layout import CLOSERS, ends_sentence, is_item
from whence.text import typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Role

# Longest heading, and longest line that a cue may make furniture or credit, in characters of an
# alphabetic script (ideographs count triple). Headlines of news seldom pass 120.
_HEADING, _CUED, _CAPTION = 140, 240, 500
# A byline stands in this many paragraphs from the start.
_HEAD = 5
# Longest credit without a label, in the same characters; a sentence of the story is seldom as short.
_CREDIT_SIZE = 90
# Characters beside a one-word cue, and of a comment section's head.
_BESIDE_CUE, _COMMENT_HEAD = 20, 60
# More short open lines than this share of all, and they are no headings but the way this text is
# written (verse, chat, lists).
_TOO_MANY = 0.6
# What follows a comment section's head is furniture where it is at most this share of the text.
_TAIL = 0.3

_WIDE = re.compile("[\u2e80-\ud7ff]")


def _starts(*cues: str) -> re.Pattern[str]:
    """Return a pattern for a paragraph that begins with one of the cues as whole words."""
    rows = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for row in cues for cue in row.split(" | "))
    return re.compile(rf"[\W_]{{0,5}}(?:{rows})(?![^\W\d_])")


def _starts_unspaced(*cues: str) -> re.Pattern[str]:
    """Return the same pattern for scripts that set no space between words."""
    rows = "|".join(re.escape(cue) for row in cues for cue in row.split(" | "))
    return re.compile(rf"[\W_]{{0,5}}(?:{rows})")


# Heads of comment sections and invitations to comment.
_COMMENTS = _starts(
    "comments | no comments | no comment | post a comment | leave a comment | leave a reply | add a comment",
    "aucun commentaire | commentaires | enregistrer un commentaire | laisser un commentaire | poster un commentaire",
    "nessun commento | commenti | posta un commento | lascia un commento | scrivi un commento",
    "no hay comentarios | comentarios | publicar un comentario | deja un comentario | dejar un comentario",
    "nenhum comentário | comentários | postar um comentário | deixe um comentário | deixe seu comentário",
    "keine kommentare | kommentare | kommentar veröffentlichen | kommentar schreiben | schreibe einen kommentar",
    "geen reacties | reacties | een reactie posten | geef een reactie | plaats een reactie",
    "inga kommentarer | kommentarer | skicka en kommentar | lämna ett svar | ingen kommentarer | legg igjen en kommentar",
    "ei kommentteja | kommentit | lähetä kommentti | jätä kommentti | kommentaare pole",
    "brak komentarzy | komentarze | prześlij komentarz | dodaj komentarz | žádné komentáře | komentáře | okomentovat",
    "žiadne komentáre | komentáre | nincsenek megjegyzések | hozzászólások | megjegyzés küldése",
    "niciun comentariu | comentarii | trimiteți un comentariu | lasă un răspuns | nema komentara | komentari",
    "нет комментариев | комментарии | отправить комментарий | оставить комментарий | добавить комментарий",
    "немає коментарів | коментарі | залишити коментар | няма коментари | коментари | публикуване на коментар",
    "yorum yok | yorumlar | yorum gönder | yorum yap | bir yorum yazın | δεν υπάρχουν σχόλια | σχόλια | δημοσίευση σχολίου",
    "لا توجد تعليقات | التعليقات | تعليقات | إرسال تعليق | اترك تعليقا | أضف تعليق | نظرات | هیچ نظری | ارسال نظر | تبصرے",
    "אין תגובות | תגובות | הוסף תגובה | פרסום תגובה | कोई टिप्पणी नहीं | टिप्पणियाँ | टिप्पणी भेजें",
    "tidak ada komentar | komentar | posting komentar | tulis komentar | không có nhận xét nào | bình luận",
)
_COMMENTS_UNSPACED = _starts_unspaced(
    "没有评论 | 评论 | 发表评论 | 暂无评论 | 沒有留言 | 發表留言 | 留言",
    "コメントはありません | コメント | コメントを投稿",
    "댓글 | 댓글 쓰기 | 의견",
    "ไม่มีความคิดเห็น | ความคิดเห็น | แสดงความคิดเห็น",
)
# A word for "comment" anywhere: with a comment section begun, this is its policy or its content.
_COMMENT_WORD = re.compile(
    r"comment|comentari|commenti|kommenta|reactie|komentar|коммента|комента|yorum|σχόλι|تعليق|نظر|תגוב"
    r"|टिप्पण|评论|評論|留言|コメント|댓글|ความคิดเห็น|bình luận"
)
# Other things that pages set around a story.
_FURNITURE = _starts(
    "share this | share on | share | tweet | follow us | subscribe | sign up | newsletter | advertisement | "
    "read more | read also | see also | related | related articles | more on this | most read | tags | "
    "all rights reserved | copyright | print | support us | donate | click here | posted in | filed under",
    "partager | partagez | suivez-nous | abonnez-vous | inscrivez-vous | publicité | lire aussi | à lire aussi | "
    "lire la suite | voir aussi | articles similaires | sur le même sujet | tous droits réservés | imprimer | mots-clés",
    "condividi | seguici | iscriviti | pubblicità | leggi anche | leggi tutto | vedi anche | articoli correlati | "
    "potrebbe interessarti | tutti i diritti riservati | stampa",
    "compartir | comparte | síguenos | suscríbete | publicidad | lee también | leer más | ver también | "
    "artículos relacionados | te puede interesar | todos los derechos reservados | etiquetas | imprimir",
    "compartilhe | compartilhar | partilhar | siga-nos | inscreva-se | subscreva | leia também | leia mais | "
    "veja também | artigos relacionados | todos os direitos reservados | marcadores",
    "teilen | folgen sie uns | folgt uns | abonnieren | newsletter | anzeige | werbung | lesen sie auch | "
    "mehr zum thema | weiterlesen | siehe auch | das könnte sie auch interessieren | alle rechte vorbehalten | schlagwörter",
    "delen | deel dit | volg ons | abonneer | advertentie | lees ook | lees meer | lees verder | zie ook | "
    "gerelateerd | alle rechten voorbehouden",
    "dela | följ oss | prenumerera | annons | läs också | läs även | läs mer | del | følg oss | annonce | annonse | "
    "læs også | læs mere | les også | alle rettigheder forbeholdes | alle rettigheter",
    "jaa | seuraa meitä | tilaa | mainos | lue myös | lue lisää | kaikki oikeudet pidätetään | jaga | loe ka | loe veel",
    "udostępnij | obserwuj nas | subskrybuj | reklama | czytaj także | czytaj też | czytaj więcej | zobacz także | "
    "zobacz też | wszelkie prawa zastrzeżone",
    "sdílet | sledujte nás | odebírat | čtěte také | číst dál | čtěte více | všechna práva vyhrazena | zdieľať | čítajte aj | "
    "čítajte tiež | megosztás | kövess minket | hirdetés | olvassa el | kapcsolódó cikkek | minden jog fenntartva",
    "distribuie | urmărește-ne | citește și | citeşte şi | citește mai mult | toate drepturile rezervate | publicitate",
    "podijeli | podeli | pratite nas | pročitajte i | pročitajte još | čitajte i | sva prava pridržana | preberite tudi",
    "поделиться | подписывайтесь | подпишитесь | реклама | читайте также | читать далее | смотрите также | "
    "по теме | все права защищены | теги",
    "поділитися | підписуйтесь | читайте також | дивіться також | усі права захищені | сподели | последвайте ни | "
    "прочетете още | вижте още | всички права запазени | сподели | прочитајте и | поделите",
    "paylaş | bizi takip edin | abone ol | reklam | ayrıca okuyun | ilgili haberler | devamını oku | tüm hakları saklıdır",
    "κοινοποίηση | ακολουθήστε μας | εγγραφείτε | διαφήμιση | διαβάστε επίσης | διαβάστε περισσότερα | "
    "δείτε επίσης | σχετικά άρθρα",
    "شارك | تابعونا | تابعنا | اشترك | إعلان | اقرأ أيضا | اقرأ أيضًا | اقرأ المزيد | إقرأ أيضا | مواضيع ذات صلة | "
    "أخبار ذات صلة | جميع الحقوق محفوظة | الكلمات المفتاحية",
    "اشتراک گذاری | به اشتراک بگذارید | ما را دنبال کنید | بیشتر بخوانید | اخبار مرتبط | مطالب مرتبط | "
    "تمامی حقوق محفوظ است | مزید پڑھیں | یہ بھی پڑھیں",
    "שתפו | עקבו אחרינו | הירשמו | פרסומת | קראו גם | קרא עוד | כל הזכויות שמורות",
    "शेयर करें | यह भी पढ़ें | ये भी पढ़ें | और पढ़ें | संबंधित खबरें | सर्वाधिकार सुरक्षित | विज्ञापन",
    "bagikan | ikuti kami | berlangganan | iklan | baca juga | baca selengkapnya | artikel terkait | kongsi | "
    "hak cipta terpelihara | chia sẻ | theo dõi | xem thêm | đọc thêm | bài liên quan | tin liên quan",
)
_FURNITURE_UNSPACED = _starts_unspaced(
    "分享到 | 关注我们 | 订阅 | 广告 | 相关阅读 | 相关新闻 | 相关文章 | 延伸阅读 | 推荐阅读 | 更多阅读 | 版权所有 | 分享 | 相關新聞 | 延伸閱讀 | 責任編輯 | 责任编辑",
    "シェア | フォロー | 購読 | 広告 | 関連記事 | あわせて読みたい | 続きを読む | 無断転載",
    "공유하기 | 구독 | 광고 | 관련기사 | 관련 기사 | 무단전재 | 더 보기",
    "แชร์ | ติดตาม | โฆษณา | อ่านเพิ่มเติม | ข่าวที่เกี่ยวข้อง",
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:\d{4}|[\w.]{2,40}\s{0,2}\d{4})|all rights reserved"
)
# A word for "photo" with a mark after it at the start, or anywhere in a closing bracket.
_PHOTO_WORDS = (
    "photo | photos | image | picture | file photo | illustration | photographie | crédit photo | crédits photo | foto | "
    "fotos | bild | bilder | fotografía | fotografia | imagen | imagem | immagine | kép | fénykép | zdjęcie | fot | kuva | "
    "valokuva | snímek | slika | фото | фотография | фотографія | снимка | снимок | fotoğraf | görsel | φωτογραφία | φωτο | "
    "صورة | الصورة | تصوير | عکس | تصویر | תמונה | צילום | फोटो | तस्वीर | gambar | ảnh | hình"
)
_CAPTION_START = re.compile(
    _starts(_PHOTO_WORDS).pattern
    + r"\s{0,2}(?:\([^)]{0,30}\)\s{0,2})?[:/|©]|[\W_]{0,5}(?:图|圖|图片|圖片|资料图|写真|사진|ภาพ)[^。]{0,8}[:：/|／]"
)
_PHOTO_WORD = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(re.escape(w) for w in _PHOTO_WORDS.split(" | "))
    + r")(?![^\W\d_])|图|圖|写真|사진"
)
# Agencies as they sign pictures: a slash or a copyright sign joins the photographer and the house.
_PICTURE_SIGNATURE = re.compile(
    r"(?:getty images|shutterstock|/\s?(?:afp|ap|reuters|epa|efe|dpa|ansa|tass|anadolu|xinhua|keystone|belga)\b"
    r"|\b(?:reuters|epa|ap photo|afp photo)\s?/)"
)
# Credits: a label with a colon, or a head that names a maker.
_CREDIT = re.compile(
    _starts(
        "source | sources | translation | translated | translated by | translator | author | editor | edited by | "
        "reporting by | originally published | first published | with reporting by | with material from",
        "traduction | traduit | traduit par | traducteur | auteur | rédaction | publié par",
        "fonte | fonti | traduzione | traduzione di | tradotto da | traduttore | autore | a cura di | redazione",
        "fuente | fuentes | traducción | traducido por | traductor | autor | redacción | con información de",
        "fontes | tradução | traduzido por | tradutor | redação | com informações de",
        "quelle | quellen | übersetzung | übersetzt von | redaktion | mit material von",
        "bron | bronnen | vertaling | vertaald door | auteur | redactie",
        "källa | källor | översättning | översatt av | kilde | kilder | oversettelse | oversættelse",
        "lähde | lähteet | käännös | suomennos | kirjoittaja | toimitus | allikas | allikad | tõlge",
        "źródło | źródła | tłumaczenie | przekład | zdroj | zdroje | překlad | preklad | přeložil | autor",
        "forrás | források | fordítás | fordította | szerző | írta | sursa | surse | traducere | traducerea | izvor | izvori",
        "prevod | prijevod | preveo | prevela | vir | viri",
        "источник | источники | перевод | перевёл | перевел | перевела | автор | редактор | джерело | джерела | переклад",
        "източник | източници | превод | извор | извори | kaynak | kaynaklar | çeviri | çeviren | yazar",
        "πηγή | πηγές | μετάφραση",
        "المصدر | المصادر | مصدر | ترجمة | ترجمه | بقلم | إعداد | تحرير | منبع | منابع | مترجم | نویسنده | ماخذ",
        "מקור | מקורות | תרגום | תרגם | מאת | स्रोत | अनुवाद | लेखक | sumber | terjemahan | penerjemah | oleh | nguồn | dịch",
    ).pattern
    + r"[^.:]{0,30}[:：](?!\s*[\"'])|[\W_]{0,5}(?:来源|來源|资料来源|译者|編譯|编译|翻译|作者|记者|出典|翻訳|訳|文責|출처|번역|기자)[^。]{0,8}[:：/／]"
)

# Credits without a label: who translated, who published first.
_CREDIT_VERB = _starts(
    "translated by | translated from | translation by | originally published | first published | first appeared | "
    "reprinted from | republished from | with material from | additional reporting by | this article was first published | "
    "this article was originally published | this story was first published | this story was originally published",
    "traduit par | traduit de | traduit du | traduction de | article publié initialement | publié initialement | avec afp",
    "tradotto da | tradotto dal | traduzione di | traduzione dal | pubblicato originariamente | pubblicato per la prima volta",
    "traducido por | traducido del | traducción de | publicado originalmente | publicado por primera vez | con información de",
    "traduzido por | traduzido do | tradução de | publicado originalmente | com informações de",
    "übersetzt von | übersetzt aus | übersetzung von | übersetzung aus | zuerst erschienen | erstmals erschienen | mit material von",
    "vertaald door | vertaald uit | vertaling van | oorspronkelijk gepubliceerd | eerder verschenen",
    "översatt av | översättning av | oversat af | oversatt av | först publicerad | suomentanut | suomennos",
    "tłumaczenie z | tłumaczył | tłumaczyła | przełożył | przełożyła | przeložil | přeložil | přeložila | fordította",
    "traducere de | traducere din | traducerea | tradus de | preveo | prevela | prevod s | prijevod s",
    "перевод с | перевёл | перевел | перевела | перевод на | впервые опубликовано | по материалам | переклад з | за матеріалами | "
    "превод от | преведе | по материали на | превод од",
    "çeviren | çeviri | ترجمة | ترجمها | ترجمه | نقلا عن | به نقل از | מאנגלית | תרגום | diterjemahkan oleh | diterjemahkan dari | "
    "dịch bởi | μετάφραση | अनुवाद",
)


def roles(texts: Sequence[str], stated: Sequence[Role | None]) -> list[Role]:
    """Return a role for each paragraph; `stated` is what the markup says, None where nothing."""
    # The dotted capital İ folds to two characters, of which the cues have the first.
    plain = [
        typography(text[: _CAPTION * 2]).casefold().replace("i\u0307", "i").strip() for text in texts
    ]
    # Markup that says "body" (an item of a list) rules out a heading, not a cue.
    rows: list[Role] = [
        said if said not in {None, "body"} else _by_cue(text, flat) or "body"
        for text, flat, said in zip(texts, plain, stated, strict=True)
    ]
    for number, text in enumerate(texts[:_HEAD]):
        if rows[number] == "body" and stated[number] is None and byline(text):
            rows[number] = "credit"
    _comment_tail(plain, rows)
    _headings(texts, stated, rows)
    return rows


def _size(text: str) -> int:
    """Return the length in characters of an alphabetic script: ideographs and kana count triple."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text, 0, 400))


def _by_cue(text: str, flat: str) -> Role | None:
    """Return the role that a cue gives to a paragraph."""
    size = _size(text)
    if size > _CAPTION:
        return None
    if text.rstrip()[-1:] == "|" or _CAPTION_START.match(flat) or _signed_picture(flat, size):
        return "caption"
    if size > _CUED:
        return None
    if _COPYRIGHT.search(flat):
        return "furniture"
    if size <= _HEADING and (_CREDIT.match(flat) or (size <= _CREDIT_SIZE and _CREDIT_VERB.match(flat))):
        return "credit"
    if _is_furniture(text, flat, size):
        return "furniture"
    return None


def _is_furniture(text: str, flat: str, size: int) -> bool:
    """Return True for what a page sets around a story: a cue, and no sentence about the same thing."""
    ended = ends_sentence(text)
    cue = _FURNITURE.match(flat) or _FURNITURE_UNSPACED.match(flat)
    if cue:
        # One word as a cue ("Advertisement") may begin a headline, two ("Read also") hardly do.
        alone = len(flat) - cue.end() <= _BESIDE_CUE or " " in cue[0].strip() or cue[0][-1] >= "\u2e80"
        return ":" in flat[cue.end() : cue.end() + 3] or (alone and not ended)
    heads = _COMMENTS.match(flat) or _COMMENTS_UNSPACED.match(flat)
    return heads is not None and size <= _COMMENT_HEAD and not ended


def _signed_picture(flat: str, size: int) -> bool:
    """Return True where a paragraph ends in a photographer's or picture agency's signature."""
    tail = flat.rstrip(CLOSERS + ". ")[-80:]
    bracket = tail.rfind("(")
    if bracket >= 0 and flat.rstrip(". ").endswith(")") and _PHOTO_WORD.search(tail, bracket):
        return True
    return size <= _CUED and _PICTURE_SIGNATURE.search(tail[-45:]) is not None


def _comment_tail(plain: Sequence[str], rows: list[Role]) -> None:
    """Mark what follows the head of a comment section as furniture, where it ends the text."""
    total = sum(map(len, plain)) or 1
    head: int | None = None
    for number, flat in enumerate(plain):
        if rows[number] == "furniture" and (_COMMENTS.match(flat) or _COMMENTS_UNSPACED.match(flat)):
            head = number
            break
    if head is None:
        return
    short_tail = sum(map(len, plain[head:])) <= _TAIL * total
    for number in range(head, len(rows)):
        if rows[number] == "body" and (short_tail or _COMMENT_WORD.search(plain[number])):
            rows[number] = "furniture"


def _headings(texts: Sequence[str], stated: Sequence[Role | None], rows: list[Role]) -> None:
    """Mark short paragraphs without a full stop that have something under them as headings."""
    found = [
        number
        for number, text in enumerate(texts[:-1])
        if rows[number] == "body" and stated[number] is None and _looks_like_heading(text)
    ]
    if len(found) <= _TOO_MANY * len(texts):
        for number in found:
            rows[number] = "heading"


def _looks_like_heading(text: str) -> bool:
    size = _size(text)
    if size > _HEADING or is_item(text) or not any(map(str.isalpha, text[:200])):
        return False
    return not ends_sentence(text) and text.rstrip()[-1] not in ":,;-–—"
