"""Check digits. Each function takes the compact form (no separators, capitals) and never raises for text of the shape its detector asks for."""

_VERHOEFF_D = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1], [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
_VERHOEFF_P = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1], [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
]
IBAN_LENGTH = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28,
    "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18,
    "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24,
    "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28,
    "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}


def digits(text: str) -> list[int]:
    return [ord(c) - 48 for c in text]


def weighted(text: str, weights: tuple[int, ...]) -> int:
    return sum((ord(c) - 48) * w for c, w in zip(text, weights))


def luhn(text: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits(text))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def mod97(text: str) -> int:
    """The remainder by 97, letters counting as 10 to 35."""
    return int("".join(str(int(c, 36)) for c in text)) % 97


def verhoeff(text: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(digits(text))):
        check = _VERHOEFF_D[check][_VERHOEFF_P[place % 8][digit]]
    return check == 0


def mod11_10(text: str) -> bool:
    """ISO 7064 mod 11,10 with the check digit last."""
    product = 10
    for digit in digits(text[:-1]):
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(text[-1])


def iban(text: str) -> bool:
    return IBAN_LENGTH.get(text[:2]) == len(text) and mod97(text[4:] + text[:4]) == 1


def card(text: str) -> bool:
    """A payment card: a network's prefix, that network's length, Luhn."""
    return _card_shape(text) and len(set(text)) > 1 and luhn(text)


def _card_shape(text: str) -> bool:
    four, length = int(text[:4]), len(text)
    if text[0] == "4":
        return length in (16, 19)
    if 5100 <= four <= 5599 or 2221 <= four <= 2720:
        return length == 16
    if text[:2] in ("34", "37"):
        return length == 15
    if text[:2] in ("36", "38") or 3000 <= four <= 3059:
        return length == 14
    if text[:2] in ("62", "65") or four == 6011 or 3528 <= four <= 3589 or 6440 <= four <= 6499:
        return length in (16, 19)
    return length == 16 and text[:2] in ("60", "81") or text[:2] == "50" and length == 16


def ean13(text: str) -> bool:
    return weighted(text, (1, 3) * 6 + (1,)) % 10 == 0
