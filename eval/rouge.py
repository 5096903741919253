"""ROUGE-L on characters, as the policy question answering competition scores it.

Source: Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries", section 3.1,
sentence level, with beta = 1.2.
"""

from __future__ import annotations

from eval.judging import normal

_BETA_2 = 1.2**2


def rouge_l(answer: str, gold: str) -> float:
    """Return the F measure, 0 to 1, of the longest common subsequence of characters."""
    given, wanted = normal(answer), normal(gold)
    if not given or not wanted:
        return 0.0
    row = [0] * (len(wanted) + 1)
    for character in given:
        corner = 0
        for at, other in enumerate(wanted, 1):
            above = row[at]
            row[at] = corner + 1 if character == other else max(above, row[at - 1])
            corner = above
    common = row[-1]
    if not common:
        return 0.0
    precision, recall = common / len(given), common / len(wanted)
    return (1 + _BETA_2) * precision * recall / (recall + _BETA_2 * precision)
