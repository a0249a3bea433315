"""Whether a cell shows the number that it holds, by the text that stands beside it in the file."""

import re

TRUE_AND_FALSE = ("TRUE", "FALSE", "VRAI", "FAUX", "VERDADERO", "FALSO")
_FIGURE = re.compile(r"\d(?:[\d.,'’\s]*\d)?")
_OPENING = "<>~≈±≤≥"


def shows(text: str, number: float) -> bool:
    """Whether a text is this number, rounded or not, with signs between thousands of any language.
    What cannot be told (powers, fractions) counts as shown."""
    if text.startswith(tuple(_OPENING)):
        return False
    figures = _FIGURE.findall(text)
    if len(figures) != 1:
        return bool(figures)
    whole = re.sub(r"\D", "", figures[0])
    places = re.split(r"[.,]", figures[0])[-1] if re.search("[.,]", figures[0]) else ""
    decimals = len(re.sub(r"\D", "", places))
    readings = {(int(whole), 0), (int(whole) / 10**decimals, decimals)}
    size = abs(number)
    return any(
        abs(size - one) <= 0.501 * 10.0**-rounded_to + 1e-9 * size for one, rounded_to in readings
    )
