"""Which numbers and directions of a text stand in clauses that speak of something else than its measure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from cspdesk.analysis.check.claims_scene import NUMBERS
from cspdesk.analysis.check.claims_subject import LOOSE, SOME, Subject, stem
from cspdesk.analysis.check.tokens import Sentence, Token, TokenKind
from cspdesk.analysis.check.word_sets import words_of


class _Speaks(Enum):
    """What a piece of a sentence speaks of."""

    OWN = "own"
    FOREIGN = "foreign"
    SAME = "same"
    """What the piece before spoke of."""


@dataclass(slots=True)
class _Piece:
    """Words between two stops."""

    tokens: list[Token]
    depth: int
    """How many brackets it stands in."""
    opens: bool
    """Whether it is the first of its sentence."""
    turns: bool
    """Whether it begins with a word such as "but", or behind a semicolon."""


_TURNS = words_of(
    "but though although while whilst however whereas yet with where when which who because as so despite"
)
_AGES = re.compile("(?:[0-9]{1,2}-)?[0-9]{1,2}s")
_WHICH = words_of("which who where")
_SOME_OF = words_of("most some many much half part several few none")
_THOSE = words_of("those these them whom which")
# Loose nouns, without those that name things of their own.
_LOOSE = LOOSE - words_of("request referr client call contac episod")
_AGAINST = words_of("; but though although while whilst however whereas yet")
_REASONS = words_of(
    "following after despite because although while whilst thanks due owing as with since though given even"
    " throughout once until before"
)
_BACK = words_of("this these it they that those both an a increase decrease reduction rise fall up down of")
_IN = words_of("in of among amongst at for by within around near involving across against from to")
_BE = words_of("is was were are be been")
_GENERIC = words_of(
    "ahead behind shy survey surveys questionnaire respondents said say says asked replied officers"
    " officer partners partner council team teams service services board forces agencies agency we us our"
    " they saw see sees had have log logged note noted notified ended ends end finish finished finishes"
    " closed closes opened opens began begin begins brought bring brings take takes took went go goes gone"
    " came come comes counted stand stood sit sits amounts amounted equals equalled know known spring"
    " summer autumn winter term half halfway twelve month monthly week weekly day daily annual annually"
    " yearly quarterly time times same corresponding equivalent comparable stage far point continue"
    " continued continuing continues trend trends pattern picture direction travel upward downward rising"
    " falling increase increased increases increasing decrease decreased decreases decreasing reduce"
    " reduced reduces reducing reduction reductions fall falls fell fallen rise rises rose risen grow grew"
    " grown growing growth drop drops dropped dropping decline declined declining dip dipped climb climbed"
    " jump jumped surge spike shrank shrunk uplift change changed changes unchanged stable static improve"
    " improved improves improving improvement worse worsened worsening deteriorated deterioration better"
    " best worst high highest low lowest good strong weak mixed slight marked encouraging positive"
    " negative pleasing disappointing welcome concerning sustained considerable dramatic real overall"
    " total totals totalled totalling altogether sum bringing made makes making about around roughly"
    " nearly almost just exactly approximately under over above below beyond beat beats beating meet met"
    " meets meeting exceed exceeds exceeded exceeding miss missed misses missing short hit achieved"
    " outturn outturns out turn turned actual actuals target targets goal ceiling range band limit"
    " threshold baseline baselines base versus vs v compare compared compares comparing comparison"
    " comparative comparator against than relative likewise previously formerly earlier ago before prior"
    " preceding last next following latest newest recent current to-date date ytd fy ly py year-end"
    " financial fiscal calendar rolling cumulative cumulatively so until since between during throughout"
    " ending start started beginning up down halved doubled trebled tripled quadrupled third quarter twice"
    " only even still yet already once again also too both either neither respectively i.e e.g approx"
    " circa difference gap margin percentage points position place remain remained remains stay stayed"
    " keep kept hold held holds occurred occurring happened committed dealt received forward fewer lower"
    " likely expected usual normal per head rate rates average averaging averaged mean median score scores"
    " scored result results outcome outcomes performance performing plan plans cycle life period periods"
    " now today ever record records provisional revised estimated figures fig qtr qtrs yr yrs mths prev no"
    " nil none zero any some every each other another rest remaining whole full entire further additional"
    " extra new old well very quite rather somewhat little lot much many most least more less if this's"
    " it's that's there's we're headline reported recorded confirmed volume volumes number's measure"
    " indicator quarter-on-quarter year-on-year month-on-month stands lies shows reads reaches looks gives"
    " means leaves puts places moves moved edged crept nudged inched slipped slid swung bounced recovered"
    " peaked eased levelled settled steadied plateaued unlike contrast line inside outside top bottom"
    " upper half-year full-year 12-month twelve-month six-month nine-month past set accounts account"
    " respect terms regard regards regarding what how"
)
_CHANGES = words_of(
    "increase decrease reduction rise fall drop increases decreases reductions rises falls drops"
)
_HERE = words_of("locally local here")
_UP_TO = words_of("to ending ended since by until of end at till")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ENDS = frozenset((".", ";", ":", "\n", ",", "|", "-", "="))


def strays(sentences: Sequence[Sentence], subject: Subject) -> frozenset[int]:
    """Return where in the text the numbers and words begin that speak of something else.

    A clause is of something else where the words before its figures, or those that a figure counts, name
    neither the measure nor anything that may be said of every figure. What goes on without a subject of its
    own speaks of what the clause before spoke of.
    """
    found: set[int] = set()
    speaks = _Speaks.OWN
    for sentence in sentences:
        outside: list[_Speaks] = []
        for piece, told in _told_of_pieces(sentence, subject):
            while len(outside) > piece.depth:
                speaks = outside.pop()
            while len(outside) < piece.depth:
                outside.append(speaks)
            if told is not _Speaks.SAME:
                speaks = told
            elif piece.opens and not _goes_on(piece.tokens):
                speaks = _Speaks.OWN
            if speaks is _Speaks.FOREIGN:
                found.update(token.start for token in piece.tokens)
            else:
                found.update(_counting_others(piece.tokens, subject))
        if outside:
            speaks = outside[0]
    return frozenset(found)


def _told_of_pieces(sentence: Sentence, subject: Subject) -> Iterator[tuple[_Piece, _Speaks]]:
    """The pieces of a sentence with what each speaks of by its own words and by those it hangs on."""
    is_elsewhere = is_other = False
    for piece in _pieces(sentence.tokens):
        told = _told(piece, subject)
        if subject.is_of_elsewhere(piece.tokens):
            is_elsewhere = True
        elif piece.turns or _HERE.intersection(token.word for token in piece.tokens):
            is_elsewhere = False
        elif is_elsewhere or (told is _Speaks.SAME and piece.tokens[0].word in _WHICH and is_other):
            told = _Speaks.FOREIGN
        is_other = _ends_with_other(piece.tokens, subject)
        yield piece, told


def _pieces(tokens: Sequence[Token]) -> Iterator[_Piece]:
    """A sentence parted at its stops, its brackets and words such as "but"."""
    held: list[Token] = []
    depth, opens, turns = 0, True, False
    for token in tokens:
        is_mark = token.kind is TokenKind.MARK
        is_turn = token.kind is TokenKind.WORD and token.word in _TURNS
        if not is_turn and not (is_mark and (token.word in _ENDS or token.word in ("(", ")"))):
            held.append(token)
            continue
        if held:
            yield _Piece(held, depth, opens, turns)
            opens = False
        turns = token.word in _AGAINST
        held = [token] if is_turn else []
        if token.word == "(":
            depth = min(depth + 1, 5)
        elif token.word == ")":
            depth = max(depth - 1, 0)
    if held:
        yield _Piece(held, depth, opens, turns)


def _goes_on(tokens: Sequence[Token]) -> bool:
    """Whether a sentence without a subject goes on about the last: "This is …", "There was an increase"."""
    first = tokens[0]
    if first.word == "there":
        return bool(_CHANGES.intersection(token.word for token in tokens))
    return first.kind is TokenKind.WORD and first.word in _BACK


def _is_of_months(tokens: Sequence[Token]) -> bool:
    """Whether words speak of a month or of some that make no quarter: "in May", "August to September"."""
    months: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind is not TokenKind.MONTH:
            continue
        before = tokens[at - 1].word if at else ""
        if before in _UP_TO and not months:
            return False
        months.append(_MONTHS.find(token.word[:3]) // 3)
    if not months or len(months) > 2 or min(months) < 0:
        return False
    first, last = months[0], months[-1]
    length = (last - first) % 12 + 1
    return length == 1 or (first % 3 != 0 or length % 3 != 0)


def _told(piece: _Piece, subject: Subject) -> _Speaks:
    """What the words of a piece before its first figure, or all where it has none, speak of."""
    tokens = piece.tokens
    first = next((at for at, token in enumerate(tokens) if token.kind in NUMBERS), len(tokens))
    words = [token.word for token in tokens[:first] if token.kind is TokenKind.WORD]
    if first == len(tokens) and words and words[0] in _REASONS:
        return _Speaks.SAME
    is_part = words[1:2] == ["of"] and words[0] in _SOME_OF
    if (
        is_part
        or _is_of_months(tokens)
        or subject.is_of_elsewhere(tokens)
        or _is_of_people(tokens[: first + 3])
    ):
        return _Speaks.FOREIGN
    if _HERE.intersection(words):
        return _Speaks.OWN
    others = own = False
    for word in words:
        if _is_generic(word, subject):
            continue
        if not _is_own(word, subject):
            others = True
        own = own or subject.is_content(word)
    if others:
        return _Speaks.FOREIGN
    return _Speaks.OWN if own else _Speaks.SAME


def _is_generic(word: str, subject: Subject) -> bool:
    return (
        word not in SOME
        and not subject.is_content(word)
        and (
            word in _GENERIC
            or stem(word) in _LOOSE
            or word in _IN
            or word in _BE
            or word.endswith("ly")
            or not word[0].isalpha()
        )
    )


def _is_of_people(tokens: Sequence[Token]) -> bool:
    """Whether words speak of people of an age, or of some of those before: "under-18s", "20 of those"."""
    ages = any(each.kind is TokenKind.CODE and _AGES.fullmatch(each.word) for each in tokens)
    return ages or any(one.word == "of" and other.word in _THOSE for one, other in pairwise(tokens))


def _ends_with_other(tokens: Sequence[Token], subject: Subject) -> bool:
    """Whether the last word of a piece is something else, of which a "which" then tells."""
    last = tokens[-1]
    is_word = last.kind is TokenKind.WORD
    return is_word and not _is_generic(last.word, subject) and not _is_own(last.word, subject)


def _counting_others(tokens: Sequence[Token], subject: Subject) -> Iterator[int]:
    """The figures that count other things, or only some: "14 case workers", "up 9% in the town centre".

    With a figure go the words before it: the direction is that of the town centre.
    """
    since = 0
    for at, token in enumerate(tokens):
        if token.kind in NUMBERS:
            if _leads_to_others(tokens, at, subject):
                yield from (each.start for each in tokens[since : at + 1])
            since = at + 1


def _leads_to_others(tokens: Sequence[Token], at: int, subject: Subject) -> bool:
    for token in tokens[at + 1 : at + 9]:
        if token.kind is not TokenKind.WORD or token.word in _REASONS or token.word in _TURNS:
            return False
        if not _is_generic(token.word, subject) and not _is_own(token.word, subject):
            return True
    return False


def _is_own(word: str, subject: Subject) -> bool:
    """Whether a word names the measure, or whoever gives its figures, or may be said of any."""
    return subject.is_content(word) or stem(word) in subject.hands or subject.is_own([word])
