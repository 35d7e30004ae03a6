"""Expressions of XLSForm (`relevant`, `constraint`), as far as conditions and bounds go."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kokreasi.consultations.choices import Comparison, QuestionKind
from kokreasi.consultations.definition.wording import Condition

MOST_SIGNS, DEEPEST = 5_000, 30
TOKEN = re.compile(
    r"\s*(?:(?P<ref>\$\{[^{}]+\})|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign><=|>=|!=|=|<|>)"
    r"|(?P<word>[A-Za-z][A-Za-z0-9_-]*)|(?P<mark>[(),.]))"
)
FLIPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


class InexpressibleError(Exception):
    """Something that conditions and bounds have no word for."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The answer to a question, by its name in the file; "" for the question itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Value:
    """A text or number as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Test:
    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts of which all (`and`) or any (`or`) must hold."""

    word: str
    parts: tuple["Expression", ...]


Expression = Ref | Value | Call | Test | Joined


def parse(text: str) -> Expression:
    """Read an expression. Raises `InexpressibleError` for what is not one, or is too long."""
    reader = _Reader(list(_tokens(text)))
    expression = reader.joined("or", 0)
    if reader.here:
        raise InexpressibleError
    return expression


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    text, at = text.strip(), 0
    if not text or len(text) > MOST_SIGNS:
        raise InexpressibleError
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise InexpressibleError
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()


class _Reader:
    """Goes through the tokens from left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def here(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        found = self.here
        if not found or (wanted and found != wanted):
            raise InexpressibleError
        self.at += 1
        return found

    def joined(self, word: str, depth: int) -> Expression:
        if depth > DEEPEST:
            raise InexpressibleError
        parts = [self.part(word, depth)]
        while self.kind == "word" and self.here.lower() == word:
            self.take()
            parts.append(self.part(word, depth))
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def part(self, word: str, depth: int) -> Expression:
        return self.joined("and", depth) if word == "or" else self.test(depth)

    def test(self, depth: int) -> Expression:
        left = self.operand(depth)
        if self.kind != "sign":
            return left
        sign = self.take()
        return Test(sign, left, self.operand(depth))

    def operand(self, depth: int) -> Expression:
        kind, found = self.kind, self.take()
        match kind:
            case "ref":
                return Ref(found[2:-1].strip())
            case "text":
                return Value(found[1:-1])
            case "number":
                return Value(found)
            case "word":
                return self.call(found, depth)
        if found == "(":
            inner = self.joined("or", depth + 1)
            self.take(")")
            return inner
        if found == ".":
            return Ref("")
        raise InexpressibleError

    def call(self, name: str, depth: int) -> Expression:
        self.take("(")
        arguments: list[Expression] = []
        while self.here != ")":
            if arguments:
                self.take(",")
            arguments.append(self.joined("or", depth + 1))
        self.take(")")
        if name == "date" and len(arguments) == 1 and isinstance(arguments[0], Value):
            return arguments[0]
        return Call(name, tuple(arguments))


@dataclass(frozen=True, slots=True)
class Known:
    """What conditions need to know of the questions of a file, by their names there."""

    keys: Mapping[str, str]
    kinds: Mapping[str, QuestionKind]
    whole: Collection[str] = ()
    """Those that are answered by whole numbers."""


def conditions(expression: Expression, known: Known) -> tuple[Condition, ...]:
    """Give the conditions that say the same. Raises `InexpressibleError` where none do."""
    if isinstance(expression, Joined):
        found = [conditions(part, known) for part in expression.parts]
        if expression.word == "and":
            return tuple(one for some in found for one in some)
        return (_any_of(found),)
    if isinstance(expression, Call):
        return (_called(expression, known),)
    if isinstance(expression, Test):
        return _tested(*_ordered(expression), known)
    raise InexpressibleError


def _any_of(found: Iterable[tuple[Condition, ...]]) -> Condition:
    """Join alternatives into one condition, where all ask about choices of the same question."""
    ones = [some[0] for some in found if len(some) == 1]
    same = {(one.question, one.test) for one in ones}
    if len(ones) != len(list(found)) or len(same) != 1 or ones[0].test != Comparison.ANY_OF:
        raise InexpressibleError
    values = dict.fromkeys(value for one in ones for value in one.values)
    return Condition(ones[0].question, Comparison.ANY_OF, tuple(values))


def _called(call: Call, known: Known) -> Condition:
    match call:
        case Call("selected", (Ref(name), Value(value))):
            return Condition(_key(name, known), Comparison.ANY_OF, (as_key(value),))
        case Call("not", (inner,)):
            found = conditions(inner, known)
            if len(found) == 1 and found[0].test == Comparison.ANY_OF:
                return Condition(found[0].question, Comparison.NONE_OF, found[0].values)
    raise InexpressibleError


def _key(name: str, known: Known) -> str:
    if name not in known.keys:
        raise InexpressibleError
    return known.keys[name]


def _ordered(test: Test) -> tuple[str, str, str]:
    """Give the sign, the name and the value of a test, whichever side they stand on."""
    match test:
        case Test(sign, Ref(name), Value(value)):
            return sign, name, value
        case Test(sign, Value(value), Ref(name)):
            return FLIPPED.get(sign, sign), name, value
    raise InexpressibleError


def _tested(sign: str, name: str, value: str, known: Known) -> tuple[Condition, ...]:
    key = _key(name, known)
    kind = known.kinds[name]
    if value == "":
        if sign != "!=":
            raise InexpressibleError
        return (Condition(key, Comparison.ANSWERED),)
    if kind in MEASURED:
        return tuple(_measured(sign, key, value, is_whole=name in known.whole))
    if kind == QuestionKind.CONSENT and sign == "=":
        return (Condition(key, Comparison.ANSWERED),)
    if kind not in CHOSEN or sign not in {"=", "!="}:
        raise InexpressibleError
    test = Comparison.ANY_OF if sign == "=" else Comparison.NONE_OF
    return (Condition(key, test, (value if kind == QuestionKind.REGION else as_key(value),)),)


MEASURED = frozenset({QuestionKind.SCALE, QuestionKind.NUMBER, QuestionKind.DAY})
CHOSEN = frozenset({QuestionKind.SINGLE, QuestionKind.REGION})


def _measured(sign: str, key: str, value: str, *, is_whole: bool) -> Iterator[Condition]:
    if sign in {">", "<"}:
        if not is_whole or not re.fullmatch(r"-?\d{1,9}", value):
            raise InexpressibleError
        sign, value = f"{sign}=", str(int(value) + (1 if sign == ">" else -1))
    if sign == "!=":
        raise InexpressibleError
    if sign in {">=", "="}:
        yield Condition(key, Comparison.AT_LEAST, (value,))
    if sign in {"<=", "="}:
        yield Condition(key, Comparison.AT_MOST, (value,))


def bounds(expression: Expression) -> dict[tuple[str, str], int]:
    """Read bounds of the question itself: `(of what, "low" or "high")` to a whole number.

    What is counted is "" for the value, or the name of a function: `count-selected`.
    """
    parts = expression.parts if isinstance(expression, Joined) else (expression,)
    if isinstance(expression, Joined) and expression.word == "or":
        raise InexpressibleError
    found: dict[tuple[str, str], int] = {}
    for part in parts:
        what, sign, value = _bound(part)
        for side, signs in (("low", {">=", ">", "="}), ("high", {"<=", "<", "="})):
            if sign in signs:
                found[what, side] = value + {">": 1, "<": -1}.get(sign, 0)
    return found


def _bound(part: Expression) -> tuple[str, str, int]:
    match part:
        case Test(sign, Ref(""), Value(value)):
            what = ""
        case Test(sign, Call(what, (Ref(""),)), Value(value)):
            pass
        case _:
            raise InexpressibleError
    if sign == "!=" or not re.fullmatch(r"-?\d{1,9}", value):
        raise InexpressibleError
    return what, sign, int(value)


def as_key(name: str) -> str:
    """Make a key from a name; our own come back as they were."""
    plain = name.strip().lower()
    if re.fullmatch(r"_[0-9].*", plain):
        plain = plain[1:]
    return re.sub(r"[^a-z0-9_-]", "_", plain)[:40].lstrip("_-")
