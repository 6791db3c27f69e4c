"""In the place of the standard module: libraries import it, nothing here is fetched."""

from urllib.error import ContentTooShortError, HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlparse, urlsplit


def _refuse(*_arguments, **_options):
    raise OSError("this sandbox has no network: work with the dropped files, they lie below /data")


class Request:
    """Cannot be made."""

    __init__ = _refuse


class BaseHandler:
    __init__ = _refuse


HTTPHandler = HTTPSHandler = FTPHandler = ProxyHandler = HTTPRedirectHandler = HTTPCookieProcessor = HTTPBasicAuthHandler = BaseHandler
OpenerDirector = FancyURLopener = URLopener = BaseHandler
urlopen = urlretrieve = build_opener = install_opener = _refuse


def getproxies():
    return {}


def urlcleanup():
    pass


def pathname2url(path, *, add_scheme=False):
    return ("file:" if add_scheme else "") + quote(path)


def url2pathname(url, *, require_scheme=False, resolve_host=False):
    return unquote(url)
