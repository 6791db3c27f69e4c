"""What the values of a column mean, by the column's name in several languages and by the values themselves."""

import re

import pandas as pd

NAMES = (
    ("email", r"e-?mail|courriel|correo"),
    ("phone", r"phone|tel|telefon|telephone|téléphone|mobile|handy|fax|telefono|teléfono|電話"),
    ("iban", r"iban"),
    ("url", r"url|website|homepage|link|web"),
    ("ip", r"ip|ip.?addr(ess)?|ip4|ip6"),
    ("latitude", r"lat|latitude|breite|breitengrad|latitud"),
    ("longitude", r"lon|lng|long|longitude|länge|längengrad|longitud"),
    ("postcode", r"zip|zip.?code|post.?code|postal.?code|plz|postleitzahl|code.?postal|codigo.?postal|cap|郵便番号"),
    ("country", r"country|country.?code|land|pays|pais|país|paese|nation|国"),
    ("year", r"year|yr|jahr|année|annee|año|anno|ano|fiscal.?year|年"),
    ("month", r"month|monat|mois|mes|mese|month.?name|月"),
    ("weekday", r"weekday|day.?of.?week|wochentag|jour|dow|曜日"),
    ("percent", r"percent|percentage|pct|prozent|anteil|share|rate|quote|taux|discount.?(pct|percent)|%"),
    ("currency-code", r"currency|waehrung|währung|devise|moneda|ccy"),
    ("currency", r"price|cost|revenue|sales|amount|total|salary|income|profit|budget|spend|fee|turnover|umsatz|preis|betrag|kosten|gehalt|prix|montant|"
                 r"chiffre|coût|precio|importe|ventas|precio|importo|prezzo|valor|売上|金額|price.?\w*|\w*.?price|\w*.?amount|\w*.?revenue|\w*.?cost"),
    ("quantity", r"qty|quantity|units|count|menge|anzahl|stück|quantité|cantidad|数量|n"),
    ("age", r"age|alter|âge|edad|年齢"),
    ("gender", r"gender|sex|geschlecht|sexe|sexo|性別"),
    ("person", r"name|full.?name|first.?name|last.?name|surname|vorname|nachname|nom|prénom|prenom|nombre|apellido|customer|customer.?name|employee|kunde|"
               r"contact|author|manager|client|氏名|名前"),
    ("city", r"city|town|stadt|ort|ville|ciudad|città|municipality|市"),
    ("region", r"region|state|province|bundesland|kanton|département|departement|provincia|county|district"),
    ("address", r"address|street|adresse|strasse|straße|rue|direccion|dirección|indirizzo|住所"),
    ("sku", r"sku|ean|gtin|upc|isbn|article.?(no|number)|artikel.?(nr|nummer)|product.?(code|id|no)|item.?(code|no)"),
    ("rating", r"rating|score|stars|note|bewertung|nps|satisfaction|csat"),
    ("duration", r"duration|dauer|durée|elapsed|minutes|seconds|hours|latency|response.?time"),
    ("product", r"product|item|article|artikel|produkt|produit|producto|商品"),
    ("category", r"category|kategorie|catégorie|categoria|categoría|segment|type|typ|class|group|department|abteilung|status|priority|channel"),
)
PATTERNS = (
    ("email", r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),
    ("url", r"(?:https?://|www\.)\S+"),
    ("uuid", r"\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?"),
    ("ip", r"(?:\d{1,3}\.){3}\d{1,3}|(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}"),
    ("iban", r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?"),
    ("mac", r"(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"),
    ("credit-card", r"(?:\d[ -]?){13,19}"),
    ("phone", r"(?=(?:\D*\d){7})\+?[\d(][\d() ./-]{6,19}"),
    ("color", r"#[0-9a-fA-F]{6}"),
    ("time", r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[aApP][mM])?"),
)
COUNTRIES = frozenset(
    "germany france spain italy japan china india brazil canada mexico usa uk us gb de fr es it jp cn in br ca mx nl be ch at se no dk fi pl pt ie au nz za "
    "netherlands belgium switzerland austria sweden norway denmark finland poland portugal ireland australia argentina turkey russia ukraine greece "
    "deutschland frankreich spanien italien österreich schweiz united-states united-kingdom united-states-of-america south-korea singapore".split()
)
CURRENCIES = frozenset("eur usd gbp jpy chf cny sek nok dkk pln czk huf inr brl cad aud nzd mxn zar sgd hkd krw try".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche".split())
MONTHS = frozenset("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre".split())


def luhn(text: str) -> bool:
    """True where the digits carry the check digit of a payment card."""
    digits = [int(c) for c in text if c.isdigit()]
    doubled = [sum(divmod(2 * d, 10)) if i % 2 else d for i, d in enumerate(reversed(digits))]
    return 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0


def _share(texts: list[str], test: object) -> float:
    return sum(bool(test(text)) for text in texts) / len(texts) if texts and callable(test) else 0.0


def _by_values(texts: list[str]) -> str | None:
    """What at least nine in ten of the texts are built like."""
    for name, pattern in PATTERNS:
        if _share(texts, re.compile(pattern).fullmatch) >= 0.9:
            if name == "credit-card" and _share(texts, luhn) < 0.9:
                continue
            if name == "ip" and "." in texts[0] and any(int(p) > 255 for t in texts for p in t.split(".") if p.isdigit()):
                continue
            if name == "phone" and all(re.fullmatch(r"\d{4}-\d\d-\d\d.*|\d+", t) for t in texts):
                continue
            return name
    words = [re.sub(r"\s+", "-", text.lower()) for text in texts]
    for name, known in (("weekday", WEEKDAYS), ("month", MONTHS), ("currency-code", CURRENCIES), ("country", COUNTRIES)):
        if _share(words, known.__contains__) >= 0.8 and (len(set(words)) > 1 or name == "currency-code"):
            return name
    return None


def by_name(name: str) -> str | None:
    """What the header says, also as the last or first of several words."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower().replace("_", " ").replace("-", " ")
    plain = re.sub(r"[\[(].*?[\])]", "", plain).strip()
    for meaning, pattern in NAMES:
        if re.fullmatch(pattern, plain):
            return meaning
    words = plain.split()
    for word in [words[-1], words[0]] if len(words) > 1 else []:
        for meaning, pattern in NAMES:
            if re.fullmatch(pattern, word) and meaning not in ("quantity", "person", "product"):
                return meaning
    return None


def _fits(meaning: str, values: pd.Series) -> bool:
    """Whether the values could be what the name says."""
    numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    low, high = (float(values.min()), float(values.max())) if numeric and len(values) else (0.0, 0.0)
    ranges = {"latitude": (-90, 90), "longitude": (-180, 180), "year": (1000, 2200), "month": (1, 12), "weekday": (0, 7), "age": (0, 130)}
    if meaning in ranges:
        return (numeric and ranges[meaning][0] <= low and high <= ranges[meaning][1]) or (meaning in ("month", "weekday") and not numeric)
    if meaning in ("currency", "percent", "quantity", "duration", "rating"):
        return numeric
    if meaning in ("person", "city", "region", "address", "country", "category", "product", "email", "url", "ip", "currency-code"):
        return not numeric
    return True


def semantic(name: str, distinct: pd.Series, known: int, notes: str) -> str | None:
    """One word for what the distinct values, found in `known` rows, mean; or None."""
    if not len(distinct) or pd.api.types.is_datetime64_any_dtype(distinct) or pd.api.types.is_bool_dtype(distinct):
        return None
    if "taken off:" in notes:
        return "percent" if re.search(r"taken off: .*[%‰]", notes) else "currency"
    if not pd.api.types.is_numeric_dtype(distinct):
        sample = distinct.iloc[:: max(1, len(distinct) // 200)].head(200)
        found = _by_values([str(value)[:400].strip() for value in sample])
        if found and not (found == "phone" and by_name(name) in ("sku", "iban", "postcode")):
            return found
    meaning = by_name(name)
    if meaning and _fits(meaning, distinct):
        return meaning
    named = re.search(r"(?:^|[ _-])(id|key|uuid|guid|nr|no|number|code)$|(?<=[a-z])(Id|ID|Key|No)$|^(id|ID)", name)
    return "id" if named and len(distinct) == known else None
