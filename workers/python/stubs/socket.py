"""In the place of the standard module: libraries import it, nothing here connects."""

from _socket import *

_PLAIN = "this sandbox has no network: work with the dropped files, they lie below /data"
has_ipv6 = False
EBADF = 8
EAGAIN = EWOULDBLOCK = 6
_GLOBAL_DEFAULT_TIMEOUT = object()


def _refuse(*_arguments, **_options):
    raise OSError(_PLAIN)


class socket:
    """Cannot be made."""

    __init__ = _refuse


SocketType = socket
AddressFamily = SocketKind = int
create_connection = create_server = socketpair = fromfd = getaddrinfo = gethostbyname = gethostbyname_ex = gethostbyaddr = _refuse
getnameinfo = getfqdn = dup = close = _refuse


def gethostname():
    return "sandbox"
