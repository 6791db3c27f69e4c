"""The table of value kinds: shapes, checks, and how sure a match is.

`strict` is believed wherever it stands. `loose` is a bare form (mostly digits): it is believed beside one of the `words`, or in a column
most of whose values pass. `chance` is the share of random text of the loose shape that passes the check.
Patterns are written for cleaned text in capitals."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

from . import checksums, ids


@dataclass(frozen=True)
class Kind:
    name: str
    strict: str | None
    loose: str | None
    check: Callable[[str], bool]
    words: tuple[str, ...] = ()
    chance: float = 0.0


def _yes(_text: str) -> bool:
    return True


def _ca_sin(text: str) -> bool:
    return text[0] not in "08" and checksums.luhn(text)


def is_ip6(text: str) -> bool:
    try:
        return ipaddress.ip_address(text.split("/")[0].split("%")[0]).version == 6 and text.count(":") >= 2
    except ValueError:
        return False


_FILE_ENDS = "PNG|JPE?G|GIF|SVG|WEBP|CSS|JS|TS|JSON|CSV|TSV|XLSX?|PDF|TXT|HTML?|MD|PY|ZIP|GZ|PARQUET"
EMAIL = (
    rf"[\w.!#$%&'*+=?^`{{|}}~-]{{1,64}}@(?:(?!-)[\w-]{{1,63}}\.)+(?!(?:{_FILE_ENDS})(?![\w-]))(?:XN--[A-Z0-9-]+|[^\W\d_]{{2,24}})"
)
EMAIL_SPELT = r"[\w.+-]{1,64} ?[\[({] ?AT ?[\])}] ?[\w-]+(?: ?(?:\.|[\[({] ?DOT ?[\])}]) ?[\w-]+)* ?(?:\.|[\[({] ?DOT ?[\])}]) ?[^\W\d_]{2,24}"
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_PHONE = r"(?<!\d[ .\-/])(?:" + "|".join([
    r"\+[1-9]\d{9,14}",
    r"(?:\+|00 ?)[1-9]\d{0,2}(?:[ .\-/]?\(0?\d{0,4}\)[ .\-/]?\d{1,8})?(?:[ .\-/]{1,2}\d{1,11}){1,6}",
    r"(?:\+?1[ .\-]?)?(?:\([2-9]\d\d\)[ .\-]{0,2}|[2-9]\d\d[.\- ])[2-9]\d\d[.\- ]\d{4}(?: ?(?:X|EXT\.?) ?\d{1,6})?",
    r"(?:\(0\d{1,5}\)|0\d{1,5})(?:[ .\-/]{1,3}\d{2,8}){1,5}",
    r"\(\d{2}\) ?9?\d{4}[\- ]\d{4}",
]) + r")(?![ .\-/]\d)"
_NO_PHONE = re.compile(
    r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}|\d{3}\.\d{3}\.\d{3}-\d{2}|\d{3}-\d{2}-\d{4}|\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}|\d{6}-\d{4}"
)


def _phone(text: str) -> bool:
    number = re.sub(r"\D", "", re.split("X|EXT", text)[0])
    return 8 <= len(number) <= 15 and len(set(number)) > 2 and not _NO_PHONE.fullmatch(text)


KINDS: tuple[Kind, ...] = (
    Kind("url-user", r"[A-Z][A-Z0-9+.\-]*://[^\s/@:]+(?::[^\s/@]*)?@[^\s\"'<>]*[\w/=]", None, _yes),
    Kind("email", rf"{EMAIL}|{EMAIL_SPELT}", None, _yes),
    Kind("iban", r"[A-Z]{2}\d{2}(?:[ \-]?[A-Z0-9]{4}){2,7}(?:[ \-]?[A-Z0-9]{1,4})?", None, checksums.iban),
    Kind("card", r"\d{14,16}|\d{19}|\d{4}([ \-.])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ \-])\d{6}\2\d{4,5}", None, checksums.card),
    Kind("mac", r"[0-9A-F]{2}([:\-])(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}|(?=[0-9A-F.]*[A-F])[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}", None, _yes),
    Kind("ipv4", rf"{_BYTE}(?:\.{_BYTE}){{3}}", None, _yes),
    Kind("ipv6", r"(?=[0-9A-F:]*:[0-9A-F]*:)[0-9A-F:]{3,39}(?:%\w+)?", None, _yes),
    Kind("uk-nino", r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?[A-D]", None, ids.uk_nino),
    Kind("fr-nir", r"[1-478] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}", None, ids.fr_nir),
    Kind("es-dni", r"\d{8}[ \-]?[A-Z]|\d{2}\.\d{3}\.\d{3}[ \-]?[A-Z]", None, ids.es_dni),
    Kind("es-nie", r"[XYZ][ \-]?\d{7}[ \-]?[A-Z]", None, ids.es_nie),
    Kind("it-cf", r"[A-Z]{6} ?[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2} ?[A-Z][0-9LMNP-V]{3}[A-Z]", None, ids.it_cf),
    Kind("mx-curp", r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", None, ids.mx_curp),
    Kind("cn-id", r"[1-8]\d{16}[0-9X]", None, ids.cn_id),
    Kind("in-pan", r"[A-Z]{3}[PCHFATBLJG][A-Z]\d{4}[A-Z]", None, _yes),
    Kind("sg-nric", r"[STFG]\d{7}[A-Z]", None, ids.sg_nric),
    Kind("us-ssn", r"\d{3}([ \-])\d{2}\1\d{4}", r"\d{9}", ids.us_ssn, ("SSN", "SOCIAL SECURITY", "SOCIAL SEC"), 0.88),
    Kind("se-pnr", r"(?:\d{2})?\d{6}[\-+]\d{4}", r"(?:\d{2})?\d{10}", ids.se_pnr, ("PERSONNUMMER", "PERSNR", "PERSON NR"), 0.01),
    Kind("kr-rrn", r"\d{6}-[1-8]\d{6}", None, ids.kr_rrn),
    Kind("br-cpf", r"\d{3}\.\d{3}\.\d{3}-\d{2}", r"\d{11}|\d{9}-\d{2}", ids.br_cpf, ("CPF",), 0.01),
    Kind("br-cnpj", r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}", r"\d{14}", ids.br_cnpj, ("CNPJ",), 0.01),
    Kind("be-nrn", r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}", r"\d{11}|\d{6}-\d{3}-\d{2}", ids.be_nrn, ("RIJKSREGISTER", "REGISTRE NATIONAL", "NISS", "INSZ"), 0.01),
    Kind("ch-ahv", r"756\.\d{4}\.\d{4}\.\d{2}|756\d{10}", None, ids.ch_ahv),
    Kind("de-tax", r"\d{2} \d{3} \d{3} \d{3}", r"\d{11}|\d{2}/\d{3}/\d{3}/\d{3}", ids.de_tax, ("STEUER", "IDNR", "TAX ID", "TIN"), 0.04),
    Kind("tr-tckn", None, r"\d{11}", ids.tr_tckn, ("TCKN", "TC KIMLIK", "T.C."), 0.01),
    Kind("pl-pesel", None, r"\d{11}", ids.pl_pesel, ("PESEL",), 0.02),
    Kind("no-fnr", r"\d{6} \d{5}", r"\d{11}", ids.no_fnr, ("FODSELSNUMMER", "FØDSELSNUMMER", "PERSONNUMMER", "FNR"), 0.002),
    Kind("in-aadhaar", r"(?<!\d{4}[ \-])\d{4}([ \-])\d{4}\1\d{4}(?![ \-]\d{4})", r"\d{12}", ids.in_aadhaar, ("AADHAAR", "AADHAR", "UIDAI"), 0.08),
    Kind("uk-nhs", None, r"\d{3}[ \-]?\d{3}[ \-]?\d{4}", ids.uk_nhs, ("NHS",), 0.09),
    Kind("dk-cpr", None, r"\d{6}-?\d{4}", ids.dk_cpr, ("CPR",), 0.04),
    Kind("nl-bsn", None, r"\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3}", ids.nl_bsn, ("BSN", "BURGERSERVICE", "SOFINUMMER"), 0.09),
    Kind("pt-nif", None, r"\d{3} ?\d{3} ?\d{3}", ids.pt_nif, ("NIF", "CONTRIBUINTE"), 0.1),
    Kind("ca-sin", None, r"\d{3}[ \-]?\d{3}[ \-]?\d{3}", _ca_sin, ("SIN", "SOCIAL INSURANCE", "NAS"), 0.08),
    Kind("phone", _PHONE, r"[+(]?\d[\d ()./\-]{5,18}\d", _phone,
         ("PHONE", "TEL", "MOBILE", "CELL", "FAX", "WHATSAPP", "HANDY", "MOVIL", "CELULAR", "TELEFON", "CALL"), 0.9),
)
NATIONAL = tuple(k.name for k in KINDS if k.name[2:3] == "-")
