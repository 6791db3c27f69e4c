async def web_socket(t):
    return world().WebSocket.new(t.ws)


async def web_socket_numeric(t):
    return world().WebSocket.new(t.ws.replace(f"//{t.host}", "//127.0.0.1"))


async def web_socket_stream(t):
    return await soon(world().WebSocketStream.new(t.ws).opened)


async def stdlib_socket(t):
    import socket

    socket.create_connection(("127.0.0.1", t.port), 1).send(f"GET {t.path} HTTP/1.0\r\n\r\n".encode())


async def builtin_socket_tcp(t):
    import _socket

    one = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    with contextlib.suppress(OSError):
        one.connect(("127.0.0.1", t.port))
    await asyncio.sleep(0.3)
    return one.send(f"GET {t.path} HTTP/1.0\r\n\r\n".encode())


async def builtin_socket_udp(t):
    import _socket

    return _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM).sendto(b"leak", ("127.0.0.1", t.udp))


async def name_lookup(t):
    import _socket

    return _socket.getaddrinfo(t.host, t.port)


async def asyncio_connection(t):
    return await asyncio.open_connection("127.0.0.1", t.port)


async def urllib_request(t):
    import urllib.request

    return urllib.request.urlopen(t.http, timeout=1).read()


async def http_client(t):
    import http.client

    one = http.client.HTTPConnection("127.0.0.1", t.port, timeout=1)
    one.request("GET", t.path)
    return one.getresponse().read()


async def pandas_from_address(t):
    import pandas as pd

    return pd.read_csv(t.http)


async def emscripten_web_socket_settings(t):
    import _socket

    import pyodide_js

    pyodide_js._module.websocket = to_js({"url": t.ws})
    one = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    with contextlib.suppress(OSError):
        one.connect(("127.0.0.1", t.port))
    await asyncio.sleep(0.3)
