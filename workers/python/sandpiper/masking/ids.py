"""National identity numbers. Each function takes the compact form and tells whether it could have been issued."""

from . import checksums as c


def day(year: int, month: int, date: int) -> bool:
    """A day of the calendar, leap years by four: good enough to tell a date from digits."""
    if not 1 <= month <= 12:
        return False
    longest = (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= date <= longest[month - 1]


def _pairs(text: str) -> tuple[int, int, int]:
    return int(text[:2]), int(text[2:4]), int(text[4:6])


def us_ssn(t: str) -> bool:
    return t[:3] not in ("000", "666") and t[0] != "9" and t[3:5] != "00" and t[5:] != "0000" and t not in ("078051120", "219099999", "123456789")


def uk_nino(t: str) -> bool:
    return t[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")


def uk_nhs(t: str) -> bool:
    return (11 - c.weighted(t, (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11) % 11 == int(t[9]) and len(set(t)) > 1


def de_tax(t: str) -> bool:
    repeats = sorted(t[:10].count(d) for d in set(t[:10]))
    return t[0] != "0" and repeats[-1] in (2, 3) and repeats[:-1].count(1) == len(repeats) - 1 and c.mod11_10(t)


def fr_nir(t: str) -> bool:
    month = int(t[3:5])
    if not (1 <= month <= 12 or 20 <= month <= 42 or 50 <= month):
        return False
    body = t[:13].replace("2A", "19").replace("2B", "18") if t[5:7] in ("2A", "2B") else t[:13]
    return body.isdigit() and 97 - int(body) % 97 == int(t[13:])


def es_dni(t: str) -> bool:
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(t[:8]) % 23] == t[8]


def es_nie(t: str) -> bool:
    return es_dni(str("XYZ".index(t[0])) + t[1:])


_CF_ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]))


def it_cf(t: str) -> bool:
    total = sum(_CF_ODD[x] if i % 2 == 0 else (int(x) if x.isdigit() else ord(x) - 65) for i, x in enumerate(t[:15]))
    return chr(65 + total % 26) == t[15]


def nl_bsn(t: str) -> bool:
    return t != "000000000" and (c.weighted(t, (9, 8, 7, 6, 5, 4, 3, 2)) - int(t[8])) % 11 == 0


def pl_pesel(t: str) -> bool:
    year, month, date = _pairs(t)
    return day(year, month % 20, date) and c.weighted(t, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def se_pnr(t: str) -> bool:
    ten = t[-10:]
    year, month, date = _pairs(ten)
    return (len(t) == 10 or t[:2] in ("18", "19", "20")) and day(year, month, date % 60 if date > 60 else date) and c.luhn(ten)


def br_cpf(t: str) -> bool:
    first = c.weighted(t, tuple(range(10, 1, -1))) * 10 % 11 % 10
    second = c.weighted(t, tuple(range(11, 1, -1))) * 10 % 11 % 10
    return len(set(t)) > 1 and first == int(t[9]) and second == int(t[10])


def br_cnpj(t: str) -> bool:
    first = c.weighted(t, (5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    second = c.weighted(t, (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return len(set(t)) > 1 and int(t[12]) == (11 - first if first > 1 else 0) and int(t[13]) == (11 - second if second > 1 else 0)


def in_aadhaar(t: str) -> bool:
    return t[0] not in "01" and c.verhoeff(t)


def be_nrn(t: str) -> bool:
    year, month, date = _pairs(t)
    return day(year, month % 20, date) and int(t[9:]) in (97 - int(t[:9]) % 97, 97 - int("2" + t[:9]) % 97)


def ch_ahv(t: str) -> bool:
    return t.startswith("756") and c.ean13(t)


def no_fnr(t: str) -> bool:
    date, month, year = _pairs(t)
    first = c.weighted(t, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11
    second = c.weighted(t, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11
    return day(year, month % 40, date % 40) and first == 0 and second == 0


def dk_cpr(t: str) -> bool:
    date, month, year = _pairs(t)
    return day(year, month, date)


def pt_nif(t: str) -> bool:
    rest = c.weighted(t, (9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return t[0] in "123456789" and int(t[8]) == (0 if rest < 2 else 11 - rest)


def cn_id(t: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return t[6:8] in ("19", "20") and day(int(t[6:10]), int(t[10:12]), int(t[12:14])) and "10X98765432"[c.weighted(t[:17], weights) % 11] == t[17]


def kr_rrn(t: str) -> bool:
    return day(*_pairs(t))


_CURP = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"


def mx_curp(t: str) -> bool:
    total = sum(_CURP.index(x) * (18 - i) for i, x in enumerate(t[:17]))
    return day(int(t[4:6]), int(t[6:8]), int(t[8:10])) and str((10 - total % 10) % 10) == t[17]


def tr_tckn(t: str) -> bool:
    d = c.digits(t)
    tenth = (7 * sum(d[0:9:2]) - sum(d[1:8:2])) % 10
    return t[0] != "0" and d[9] == tenth and d[10] == sum(d[:10]) % 10


def sg_nric(t: str) -> bool:
    total = c.weighted(t[1:8], (2, 7, 6, 5, 4, 3, 2)) + (4 if t[0] in "TG" else 0)
    return ("JZIHGFEDCBA" if t[0] in "ST" else "XWUTRQPNMLK")[total % 11] == t[8]
