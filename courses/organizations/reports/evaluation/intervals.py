"""95% intervals for a share and for the mean change of the same people before and after. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

LEVEL = 0.95
SMALL = 20  # people; below it the page says that an interval rests on few
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True, slots=True)
class ConfidenceInterval:
    low: float
    high: float


def share_interval(count: int, people: int) -> ConfidenceInterval:
    """Wilson's score interval of a share, from 0 to 1: it stays inside and holds for small numbers, where the usual
    one does not. E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22 (1927), 209-212; recommended in R. G. Newcombe, Two-sided confidence intervals
    for the single proportion, Statistics in Medicine 17 (1998), 857-872."""
    share, weight = count / people, Z * Z / people
    middle = (share + weight / 2) / (1 + weight)
    reach = Z / (1 + weight) * (share * (1 - share) / people + weight / (4 * people)) ** 0.5
    return ConfidenceInterval(max(middle - reach, 0), min(middle + reach, 1))


def change_interval(changes: Sequence[float]) -> ConfidenceInterval:
    """Student's t interval of the mean of paired differences: mean ± t · s / √n with n - 1 degrees of freedom.
    D. G. Altman, D. Machin, T. N. Bryant, M. J. Gardner, Statistics with Confidence, 2nd edition (2000), chapter 4."""
    mean = fmean(changes)
    reach = t_quantile(len(changes) - 1) * stdev(changes) / len(changes) ** 0.5
    return ConfidenceInterval(mean - reach, mean + reach)


def t_quantile(freedom: int) -> float:
    """The 97.5% point of Student's t from four degrees of freedom on, to within 0.001.

    M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), formula 26.7.5.
    """
    terms = (
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
        (79 * Z**9 + 776 * Z**7 + 1482 * Z**5 - 1920 * Z**3 - 945 * Z) / 92_160,
    )
    return Z + sum(term / float(freedom**power) for power, term in enumerate(terms, 1))
