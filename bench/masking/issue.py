"""Makes valid identifiers, by building their check digits forward. Shares no code with the detectors that are measured."""

import random
import string


def digits(r: random.Random, n: int) -> str:
    return "".join(r.choice(string.digits) for _ in range(n))


def luhn_digit(body: str) -> str:
    return next(str(c) for c in range(10) if sum(sum(divmod(int(d) * (2 - i % 2), 10)) for i, d in enumerate((body + str(c))[::-1], 1)) % 10 == 0)


def card(r):
    prefix, size = r.choice([("4", 16), ("51", 16), ("55", 16), ("2345", 16), ("37", 15), ("6011", 16), ("3569", 16)])
    body = prefix + digits(r, size - 1 - len(prefix))
    number = body + luhn_digit(body)
    return " ".join([number[:4], number[4:10], number[10:]]) if size == 15 else " ".join(number[i:i + 4] for i in range(0, 16, 4))


def iban(r):
    country, shape = r.choice([("DE", "d18"), ("FR", "d10a11d2"), ("GB", "a4d14"), ("NL", "a4d10"), ("ES", "d20"), ("PL", "d24"), ("SE", "d20"), ("CH", "d17"), ("IT", "a1d22")])
    bban, at = "", 0
    while at < len(shape):
        end = at + 1
        while end < len(shape) and shape[end].isdigit():
            end += 1
        pool = string.digits if shape[at] == "d" else string.ascii_uppercase
        bban += "".join(r.choice(pool) for _ in range(int(shape[at + 1:end])))
        at = end
    number = int("".join(str(string.digits.find(c)) if c.isdigit() else str(ord(c) - 55) for c in bban + country + "00"))
    return f"{country}{98 - number % 97:02d}{bban}"


def _until(r, make, good):
    while not good(value := make()):
        pass
    return value


def us_ssn(r):
    return f"{r.choice([*range(1, 666), *range(667, 900)]):03d}-{r.randint(1, 99):02d}-{r.randint(1, 9999):04d}"


def uk_nino(r):
    return f"{r.choice(['AB', 'CE', 'HJ', 'JK', 'NA', 'PR', 'SX', 'YZ'])} {digits(r, 2)} {digits(r, 2)} {digits(r, 2)} {r.choice('ABCD')}"


def de_tax(r):
    nine = r.sample(string.digits, 9)
    twice = r.choice(nine)
    ten = _until(r, lambda: "".join(r.sample([*nine, twice], 10)), lambda t: t[0] != "0")
    p = 10
    for d in ten:
        s = (int(d) + p) % 10
        p = (10 if s == 0 else s) * 2 % 11
    return ten + str((11 - p) % 10)


def fr_nir(r):
    body = f"{r.choice('12')}{digits(r, 2)}{r.randint(1, 12):02d}{r.randint(1, 95):02d}{digits(r, 6)}"
    return f"{body}{97 - int(body) % 97:02d}"


def es_dni(r):
    n = r.randint(1_000_000, 99_999_999)
    return f"{n:08d}{'TRWAGMYFPDXBNJZSQVHLCKE'[n % 23]}"


def es_nie(r):
    n, first = r.randint(0, 9_999_999), r.randint(0, 2)
    return f"{'XYZ'[first]}{n:07d}{'TRWAGMYFPDXBNJZSQVHLCKE'[(first * 10_000_000 + n) % 23]}"


def it_cf(r):
    odd = "BAKPLCQDREVOSFTGUHMINJWZYX"
    cons = lambda n: "".join(r.choice("BCDFGLMNPRSTVZ") for _ in range(n))
    body = f"{cons(6)}{digits(r, 2)}{r.choice('ABCDEHLMPRST')}{r.choice([r.randint(1, 28), r.randint(41, 68)]):02d}{r.choice('ABCDEFGHL')}{digits(r, 3)}"
    rank = lambda c: int(c) if c.isdigit() else ord(c) - 65
    return body + chr(65 + sum(odd.index(chr(65 + rank(c))) if i % 2 == 0 else rank(c) for i, c in enumerate(body)) % 26)


def nl_bsn(r):
    def make():
        body = r.choice("123456789") + digits(r, 7)
        return body, sum(int(d) * w for d, w in zip(body, range(9, 1, -1))) % 11
    body, check = _until(r, make, lambda m: m[1] < 10)
    return f"{body}{check}"


def pl_pesel(r):
    year = r.randint(1940, 2009)
    body = f"{year % 100:02d}{r.randint(1, 12) + (20 if year >= 2000 else 0):02d}{r.randint(1, 28):02d}{digits(r, 4)}"
    return body + str(-sum(int(d) * w for d, w in zip(body, [1, 3, 7, 9] * 3)) % 10)


def se_pnr(r):
    body = f"{r.randint(0, 99):02d}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{digits(r, 3)}"
    return f"{body[:6]}-{body[6:]}{luhn_digit(body)}"


def _mod11(body: str, weights) -> str:
    rest = sum(int(d) * w for d, w in zip(body, weights)) % 11
    return "0" if rest < 2 else str(11 - rest)


def br_cpf(r):
    b = digits(r, 9)
    b += _mod11(b, range(10, 1, -1))
    b += _mod11(b, range(11, 1, -1))
    return f"{b[:3]}.{b[3:6]}.{b[6:9]}-{b[9:]}"


def br_cnpj(r):
    b = digits(r, 8) + "0001"
    b += _mod11(b, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
    b += _mod11(b, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
    return f"{b[:2]}.{b[2:5]}.{b[5:8]}/{b[8:12]}-{b[12:]}"


_INVERSE = "0432156789"
_SIGMA = "1576283094"


def in_aadhaar(r):
    """Verhoeff by composing permutations of the dihedral group, not by its tables."""
    def times(a, b):
        if a < 5:
            return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
        return 5 + (a - b) % 5 if b < 5 else (a - b) % 5
    body, check = r.choice("23456789") + digits(r, 10), 0
    for place, d in enumerate(reversed(body), 1):
        value = int(d)
        for _ in range(place % 8):
            value = int(_SIGMA[value])
        check = times(check, value)
    number = body + _INVERSE[check]
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def be_nrn(r):
    year = r.randint(1940, 2009)
    body = f"{year % 100:02d}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(1, 997):03d}"
    check = 97 - int(("2" if year >= 2000 else "") + body) % 97
    return f"{body[:2]}.{body[2:4]}.{body[4:6]}-{body[6:9]}.{check:02d}"


def ch_ahv(r):
    b = "756" + digits(r, 9)
    b += str(-sum(int(d) * (1 + 2 * (i % 2)) for i, d in enumerate(b)) % 10)
    return f"{b[:3]}.{b[3:7]}.{b[7:11]}.{b[11:]}"


def cn_id(r):
    body = f"{r.choice(['110101', '310104', '440305'])}{r.randint(1950, 2005)}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{digits(r, 3)}"
    return body + "10X98765432"[sum(int(d) * (2 ** (17 - i) % 11) for i, d in enumerate(body)) % 11]


IDS = {"us-ssn": us_ssn, "uk-nino": uk_nino, "de-tax": de_tax, "fr-nir": fr_nir, "es-dni": es_dni, "es-nie": es_nie, "it-cf": it_cf, "nl-bsn": nl_bsn,
       "pl-pesel": pl_pesel, "se-pnr": se_pnr, "br-cpf": br_cpf, "br-cnpj": br_cnpj, "in-aadhaar": in_aadhaar, "be-nrn": be_nrn, "ch-ahv": ch_ahv, "cn-id": cn_id}
WORDS = {"us-ssn": "SSN", "de-tax": "Steuer-ID", "nl-bsn": "BSN", "pl-pesel": "PESEL", "in-aadhaar": "Aadhaar", "br-cpf": "CPF", "br-cnpj": "CNPJ", "be-nrn": "NISS", "se-pnr": "personnummer"}


# Held out: numbers that no detector was written for.
def fi_hetu(r):
    day = f"{r.randint(1, 28):02d}{r.randint(1, 12):02d}{r.randint(40, 99):02d}"
    serial = f"{r.randint(2, 899):03d}"
    return f"{day}-{serial}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(day + serial) % 31]}"


def ro_cnp(r):
    b = f"{r.choice('12')}{r.randint(40, 99):02d}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{r.randint(1, 46):02d}{r.randint(1, 999):03d}"
    return b + str(sum(int(d) * int(w) for d, w in zip(b, "279146358279")) % 11 % 10)


def cz_rc(r):
    b = f"{r.randint(54, 99):02d}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{digits(r, 3)}"
    return f"{b[:6]}/{b[6:]}{int(b) % 11 % 10}"


def hu_taj(r):
    b = digits(r, 8)
    return b + str(sum(int(d) * (3 if i % 2 == 0 else 7) for i, d in enumerate(b)) % 10)


HELD_OUT_IDS = {"fi": fi_hetu, "ro": ro_cnp, "cs": cz_rc, "hu": hu_taj}
