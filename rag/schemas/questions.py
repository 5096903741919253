"""What was asked, and how it was understood."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from rag.schemas.commitments import LedgerOrder
from rag.schemas.record import Record


class Turn(Record):
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=8000)


class Filters(Record):
    """What the search is confined to; None confines nothing."""

    document_ids: tuple[str, ...] | None = None
    region: str | None = None
    category: str | None = None
    as_of: date | None = None


ComposerName = Literal["extractive", "generative", "ledger", "canned"]
ComposerChoice = Literal["auto", "extractive", "generative", "ledger"]
Language = Literal["zh", "en"]


class Question(Record):
    """What was asked, as received."""

    text: str
    history: tuple[Turn, ...] = ()
    composer: ComposerChoice = "auto"
    language: Literal["auto", "zh", "en"] = "auto"
    filters: Filters = Filters()


class IntentKind(StrEnum):
    """What sort of answer a question calls for."""

    FACT = "fact"
    LEDGER = "ledger"
    CHAT = "chat"
    OUT_OF_SCOPE = "out_of_scope"
    UNSAFE = "unsafe"
    UNCLEAR = "unclear"


class AnswerType(StrEnum):
    """What the words of an answer must contain."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    WHO = "who"
    LIST = "list"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    METHOD = "method"
    REASON = "reason"
    OTHER = "other"


MetadataField = Literal[
    "held", "status", "year", "issuer", "issued_on", "effective_on", "expires_on", "number"
]


class MetadataAsk(Record):
    """What a question asks of the documents themselves.

    Attributes:
        field: Which of what is known of them beside their words; ``held`` asks which there are.
        title: Words of the title of one, folded and without space; empty where none is named.
    """

    field: MetadataField
    title: str = ""


class Part(Record):
    """One thing that a question asks.

    Attributes:
        region: The region it asks of, or None where it names none.
        text: What it asks, folded, without the region's name.
    """

    region: str | None
    text: str


ReckoningForm = Literal["sum", "difference", "rest"]


class Reckoning(Record):
    """Things whose figures a question wants added, or subtracted from each other.

    Attributes:
        form: What is to be done with the figures: they are added; the less of two is taken
            from the greater; or all others from the first, of which they are parts.
        parts: For each thing a question for its figure.
        whole: The question as it stands.
        more: Of a difference, whether the first is said to be the greater; None where neither.
    """

    form: ReckoningForm
    parts: tuple[Part, ...]
    whole: Part
    more: bool | None = None


LedgerForm = Literal["list", "count", "sum", "extreme", "compare"]


class LedgerTopic(Record):
    """A thing that a question asks the ledger for.

    Attributes:
        text: The thing as the question names it, folded.
        words: The words that name it, the one that closes the phrase last.
        deeds: Words for what is done to it, which tell rows apart but need not stand.
        exact: True where the question quotes it: then it must stand as it is.
        category: The category whose name it is, where it is one.
        official: What documents call it, by the thesaurus, where its own words find nothing.
    """

    text: str
    words: tuple[str, ...]
    deeds: tuple[str, ...] = ()
    exact: bool = False
    category: str | None = None
    official: tuple[str, ...] = ()


class LedgerAsk(Record):
    """What a question asks of the ledger as a whole; what is None confines nothing.

    Attributes:
        topics: The things asked for; a row of any of them is wanted.
        excepted: The things that are not: 除老旧小区外.
        each: Every topic is asked for by itself, and must be found.
        wide: What merely stands beside the topic is asked for too (相关的).
        expected: How many rows the question says there are: 哪三个指标.
        loose: Words of the question were left aside, so that rows may be too many.
        guessed: The form was not said in so many words but is likely; nothing found by it is
            known to be complete.
        likelihood: Of the form, 0 to 1, where it is guessed; 1 where the question says it.
        unit: The measure word named, e.g. ``个``.
        units: Measure words of which any will do, where several are named.
        comparators: How the number must be bound: 有上限的指标.
        figures: Numbers named that are to be added, as decimal string and unit.
        years: Years whose numbers are to be added, in order; empty where none are named.
        measured: Only rows with a number.
        percentages: Only percentages.
        dated: Only rows with a deadline.
        undated: Only rows without one.
        monthly: Only rows whose deadline names a month.
        yearly: Only rows whose deadline names a year: 哪年的任务最重.
        year_end_too: And such as are due at the end of the year, where those are told apart.
        due_from, due_by: First and last day of the deadline, ``YYYY-MM-DD`` or ``MM-DD``.
        due_words: The deadline as the question says it, e.g. ``6月底前``.
        stated: Only rows that say the deadline in those words.
        least, most: Bounds of the number; ``strictly`` leaves out the bound itself.
        order: What the first is wanted by, for an extreme.
        of_each: The first of each region is wanted.
        ranked: Of a comparison, which is the greater is asked too.
        difference: And by how much.
        times: And how many times the other it is.
        otherwise: The question read another way, for where this reading finds nothing.
    """

    form: LedgerForm
    regions: tuple[str, ...] = ()
    topics: tuple[LedgerTopic, ...] = ()
    excepted: tuple[LedgerTopic, ...] = ()
    each: bool = False
    wide: bool = False
    expected: int | None = None
    loose: bool = False
    category: str | None = None
    guessed: bool = False
    likelihood: float = 1.0
    unit: str | None = None
    units: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    years: tuple[str, ...] = ()
    measured: bool = False
    percentages: bool = False
    dated: bool = False
    undated: bool = False
    monthly: bool = False
    yearly: bool = False
    year_end_too: bool = False
    due_from: str | None = None
    due_by: str | None = None
    due_words: str = ""
    stated: bool = False
    least: float | None = None
    most: float | None = None
    strictly: bool = False
    order: LedgerOrder | None = None
    of_each: bool = False
    ranked: bool = False
    difference: bool = False
    times: bool = False
    otherwise: LedgerAsk | None = None


RecallForm = Literal["more", "detail", "source", "item", "figure"]


class Recall(Record):
    """What a question asks for of the answers given before it.

    Attributes:
        form: ``more`` of what stands beside their quotes, the ``detail`` around the last
            of them, their ``source``, one ``item`` of those listed, or the ``figure`` or
            day that they hold, where they hold one of the kind asked for.
        place: Which item, from 1, or -1 for the last.
    """

    form: RecallForm
    place: int = 0


class Intent(Record):
    """A question understood.

    Attributes:
        kind: The route it takes.
        reason: Why an unsafe, unclear or out-of-scope question is so; keys the wording.
        metadata: What it asks of the documents themselves, where it does.
        text: The question normalised, and made whole from the history.
        language: Language of the answer.
        answer_type: What the answer must contain.
        unit: The measure word asked for, e.g. ``个`` or ``部``, where there is one.
        regions: Known regions named, as in the documents' metadata.
        unknown_regions: Places named that no document is about.
        years: Years named.
        when_too: It also asks when what it asks about is done, which is not in its text.
        parts: The things it asks; one unless it asks several.
        wanted: How many answers it asks for, e.g. 2 for 哪两件事; 1 unless it says more.
        ledger: What it asks of the ledger, where its kind is ``ledger``.
        reckoning: What it wants added or subtracted, where it does.
        recall: What it asks for of earlier answers, where it does.
        said: Lines of earlier answers, grouped by answer, the last answer last, as a
            client told them: nothing in them is proved before it is found in a document.
        stays: It asks more of what the last answer is about.
        named: What it names for itself, where its text holds much that was carried into it:
            words that answer hold this.
        otherwise: The question read another way, for where this reading has no answer.
    """

    kind: IntentKind
    reason: str = ""
    metadata: MetadataAsk | None = None
    text: str
    language: Language = "zh"
    answer_type: AnswerType = AnswerType.OTHER
    unit: str | None = None
    regions: tuple[str, ...] = ()
    unknown_regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    when_too: bool = False
    parts: tuple[Part, ...] = ()
    wanted: int = 1
    ledger: LedgerAsk | None = None
    reckoning: Reckoning | None = None
    recall: Recall | None = None
    said: tuple[tuple[str, ...], ...] = ()
    stays: bool = False
    named: str = ""
    otherwise: Intent | None = None
