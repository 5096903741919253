"""What one phrase lends to those after it: its verb, its deadline, its place."""

from __future__ import annotations

from dataclasses import dataclass

from rag.commitments.deadlines import Deadline
from rag.schemas import Span


@dataclass(slots=True)
class Scope:
    """What still governs at some point of a sentence.

    A date on its own before a comma (到2025年，…) governs the rest of the sentence, as does
    one that spans the year (全年完成…, …); one that stands right at a verb (6月底前完成…)
    governs on only where no other verb follows. All but the first end with a semicolon.

    Attributes:
        verb: The verb that governs phrases without one.
        done: The verb of the phrase before, where that names no number.
        subject: The last thing spoken of.
        place: The place that heads the phrases (火车站片区，…).
        past: Whether what was said last is done: 已建成A,新增B.
        reached: Whether it is told up to some day: 截至2月10日,….
        attached: Deadline of the verb.
        lasting: Deadline of all that follows.
        opened: Where the date on its own starts, until something is committed to under it.
    """

    verb: str = ""
    done: str = ""
    subject: tuple[Span, ...] = ()
    place: Span | None = None
    past: bool = False
    reached: bool = False
    attached: Deadline | None = None
    lasting: Deadline | None = None
    opened: int | None = None

    def open(self, deadline: Deadline, start: int) -> None:
        """Let a date that stands alone, from ``start`` on, govern what follows."""
        self.lasting, self.attached, self.opened = deadline, None, start

    def govern(
        self, own: Deadline | None, *, at_head: bool, verb: bool
    ) -> tuple[int | None, Deadline | None]:
        """Return where the date before the phrase starts, if any, and the phrase's deadline.

        Args:
            own: The time the phrase itself names.
            at_head: Whether it stands first.
            verb: Whether the phrase has a verb of its own.
        """
        opened = self.opened
        if own:
            self.attached = own
            if at_head and own.is_stretch:
                self.lasting = own
        elif verb:
            self.attached = None
        return opened, own or self.attached or self.lasting

    def close(self) -> None:
        """Forget what a semicolon ends."""
        self.verb, self.done, self.subject, self.place = "", "", (), None
        self.past = self.reached = False
        self.attached = None
