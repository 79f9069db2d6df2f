"""Text in a script without capitals → mentions of names.

Places by CLDR's tables; what follows a title; transliterated foreign names, by their dot (唐·) or their
characters; and, where words are parted by spaces, words that the lexicon does not know or that
sound like the English word they mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.text import fold
from whence.values import name_words
from whence.values.figures import WORD
from whence.values.mentions import Mention, apart

if TYPE_CHECKING:
    from whence.values.commonness import Judge, Judgement
    from whence.values.places import Places

LANGUAGES = frozenset(
    "ar fa ur ps ckb he yi hi bn mr ne gu pa ta te ml kn si th lo km my ka am zh ja ko yue sd ug".split()
)
# Characters that Chinese uses to spell foreign names; three and more in a row are one. Checked against
# the countries and cities of CLDR (zh, zh-Hant); those that are mostly other words (约, 几, 和) are left out.
_HAN_SOUNDS = (
    "阿埃艾爱安奥巴班贝本比彼别波伯博勃布茨达戴丹德登迪蒂杜多厄恩尔法菲费芬佛夫弗福盖冈高戈格哈海汉赫亨华霍基吉加贾杰捷金卡凯康科柯克肯库奎拉莱兰朗劳"
    "勒雷黎里理利莉列林卢鲁路伦罗洛马玛迈麦曼梅门蒙米密明莫姆木穆内尼娜纳奈南妮诺欧帕派潘佩彭皮普乔切琼丘日瑞萨塞桑沙莎舍什史斯丝斯苏索塔泰坦汤特提图"
    "丽麗琳森摩隆喀堡撒努敦瑙柏翰瑟罕廷纽紐默挪蓬玻堪涅陀珀坎墨圭逊遜津毕悉讷夸昂赞腓赛賽瓜薩庫奧蘇凱喬歐瑪葉茲愛溫澤錫揚內黛玫茜芙萝珊朱鲍鮑邦翁奇托瓦娃万威韦维温文沃乌西希锡夏肖谢辛休雪雅亚扬耶叶伊依因英尤约泽扎詹哲兹佐爾亞羅維納馬達麥貝倫蘭盧雷萊魯蓋爾賈烏諾聖圣斐湯華頓顿姬唐邓鄧岡岛缇蕾薇妲柳娅"
)
# Two and more of them: what may be a name that stands in the place of another.
HAN_SOUNDS = re.compile(f"[{_HAN_SOUNDS}]{{2,8}}")
_HAN_NAME = re.compile(
    rf"[{_HAN_SOUNDS}]{{0,6}}[\u4e00-\u9fff](?:[·•・][\u4e00-\u9fff][{_HAN_SOUNDS}]{{0,6}})+|[{_HAN_SOUNDS}]{{3,8}}|(?<=《)[^》\n]{{2,20}}(?=》)"
)
_BEHIND = re.compile(rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,3}})(?=(?:{name_words.BEHIND}))")
_KATAKANA = re.compile(
    rf"[ァ-ヺー]{{2,}}(?:[・＝=][ァ-ヺー]+)+|[ァ-ヺー]{{2,}}(?=(?:{name_words.BEHIND}))"
)
_KATAKANA_RUN = re.compile("[ァ-ヺー]{3,}")
_KANJI = re.compile(rf"([\u4e00-\u9fff]{{2,4}})(?=(?:{name_words.BEHIND}))")
_HANGUL = re.compile(rf"([가-힣]{{2,5}}(?:\s[가-힣]{{2,5}})?)(?=\s?(?:{name_words.BEHIND}))")
_CLITICS = {
    "ar": re.compile("^(?:[وف](?=..))?(?:ال|لل|بال|كال|[بلك](?=...))?"),
    "he": re.compile("^[והבלמשכ]{1,2}(?=..)"),
    "ko": re.compile("^"),
}
_SUFFIXES = {
    "ko": re.compile("(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로|에게|께서|라고|이라고)$"),
    "ka": re.compile("(?:მა|ის|ს|ით|ზე|ში|ი)$"),
    "he": re.compile("$"),
}
# Marks inside Hebrew acronyms and foreign sounds, as they are typed.
_GERSHAYIM = "\"'׳״“”„‘’"
# Particles of Hindi, Urdu, Persian that the lexicon may lack and that are never names.
_SHORT = 2


def find(text: str, language: str, table: Places, judge: Judge | None) -> list[Mention]:
    """Return the mentions of names in a text of a script without capitals."""
    patterned = [] if table.pattern is None else _patterned(text, table)
    if language in ("zh", "yue", "ja"):
        return apart(patterned, _east(text, language, judge))
    if language in ("th", "lo", "km", "my"):
        return patterned
    if language == "ko":
        behind = [
            Mention(m.start(1), m.end(1), "person", m[1].split()[-1]) for m in _HANGUL.finditer(text)
        ]
        patterned = apart(patterned, behind)
    return apart(patterned, _worded(text, language, table, judge))


def _patterned(text: str, table: Places) -> list[Mention]:
    assert table.pattern is not None
    return [
        Mention(m.start(), m.end(), "place", m[0], table.names[m[0].lower()])
        for m in table.pattern.finditer(text)
        if m[0].lower() in table.names
    ]


def _east(text: str, language: str, judge: Judge | None) -> list[Mention]:
    rules = (_KATAKANA, _KANJI) if language == "ja" else (_HAN_NAME, _BEHIND)
    found: list[Mention] = []
    for rule in rules:
        named = []
        for m in rule.finditer(text):
            dotted = any(dot in m[0] for dot in "·•・＝")
            person = dotted or rule in (_BEHIND, _KANJI) or language == "ja"
            named.append(
                Mention(
                    m.start(),
                    m.end(),
                    "person" if person else "unknown",
                    m[0],
                    weak=rule in (_BEHIND, _KANJI),
                )
            )
        found = apart(found, named)
    if language == "ja" and judge is not None:
        runs = list(_KATAKANA_RUN.finditer(text))
        answers = judge([run[0] for run in runs])
        # Katakana also writes loanwords: a lone run is a name only as far as another version has it.
        lone = [
            Mention(m.start(), m.end(), "unknown", m[0], weak=True)
            for m, a in zip(runs, answers, strict=True)
            if a != "common"
        ]
        found = apart(found, lone)
    return found


def _worded(text: str, language: str, table: Places, judge: Judge | None) -> list[Mention]:
    """Return places, what follows a title, and runs of words that are no common words."""
    tokens = [m for m in re.finditer(rf"{WORD}(?:[{_GERSHAYIM}]{WORD})?", text) if not m[0].isascii()]
    words = [m[0] for m in tokens]
    bare = [stripped(word, language) for word in words]
    answers: dict[str, Judgement] = {}
    if judge is not None and words:
        distinct = sorted({*words, *bare})
        answers = dict(zip(distinct, judge(distinct), strict=True))
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        place = _place_at(words, bare, at, table)
        if place:
            size, code = place
            found.append(
                Mention(tokens[at].start(), tokens[at + size - 1].end(), "place", bare[at], code)
            )
            at += size
            continue
        stop = _run_end(text, tokens, bare, answers, at)
        before = {fold(words[at - 1]), fold(bare[at - 1])} if at > 0 else set()
        titled = not before.isdisjoint(name_words.TITLES)
        if stop == at:
            at += 1
            continue
        kinds = [answers.get(b, "unknown") for b in bare[at:stop]]
        # Word lists lack many inflected words: an unknown word alone is a name only beside a title.
        sure = (
            titled
            or kinds.count("name") > 0
            or (
                stop - at > 1 and all(w == b for w, b in zip(words[at:stop], bare[at:stop], strict=True))
            )
        )
        head = max(bare[at:stop], key=len)
        found.append(
            Mention(
                tokens[at].start(),
                tokens[stop - 1].end(),
                "person" if titled else "unknown",
                head,
                weak=not sure,
            )
        )
        at = stop
    return found


def stripped(word: str, language: str) -> str:
    """Return a word without what is written onto it (article, preposition, case)."""
    if language in _CLITICS:
        word = _CLITICS[language].sub("", word) or word
    if language in _SUFFIXES:
        word = _SUFFIXES[language].sub("", word) or word
    return word


def _run_end(
    text: str, tokens: list[re.Match[str]], bare: list[str], answers: dict[str, Judgement], at: int
) -> int:
    """Return the end of the run of words from `at` that are no common words."""
    stop = at
    while stop < len(tokens) and stop - at < 4 and (stop == at or _beside(text, tokens, stop)):
        kinds = {answers.get(tokens[stop][0], "common"), answers.get(bare[stop], "common")}
        nameless = "common" in kinds or len(bare[stop]) <= _SHORT
        if nameless or (kinds == {"doubtful"} and stop == at):
            break
        stop += 1
    return stop


def _beside(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    return text[tokens[at - 1].end() : tokens[at].start()] in (" ", "-", "\u200c", "־", " \u200f")


def _place_at(words: list[str], bare: list[str], at: int, table: Places) -> tuple[int, str] | None:
    for size in range(
        min(max(table.heads.get(words[at], 1), table.heads.get(bare[at], 1)), len(words) - at), 1, -1
    ):
        for first in (words[at], bare[at]):
            code = table.names.get(" ".join((first, *words[at + 1 : at + size])))
            if code:
                return size, code
    for written in (words[at], bare[at]):
        if len(written) > _SHORT and (
            code := table.names.get(written) or table.names.get(fold(written))
        ):
            return 1, code
    return None
