ASK = "(() => {{ const x = new XMLHttpRequest(); x.open('GET', '{0}', false); x.send() }})()"


def library():
    import ctypes

    return ctypes.CDLL(None)


async def run_script(t):
    library().emscripten_run_script(ASK.format(t.http).encode())


async def run_script_string(t):
    library().emscripten_run_script_string(ASK.format(t.http).encode())


async def async_run_script(t):
    library().emscripten_async_run_script(ASK.format(t.http).encode(), 1)
    await asyncio.sleep(0.2)


async def wget(t):
    library().emscripten_wget(t.http.encode(), b"/tmp/leak")


async def async_wget(t):
    library().emscripten_async_wget(t.http.encode(), b"/tmp/leak", None, None)
    await asyncio.sleep(0.2)


async def c_socket(t):
    import ctypes
    import struct

    lib = library()
    one = lib.socket(2, 1, 0)
    address = struct.pack("<H", 2) + struct.pack(">H", t.port) + bytes([127, 0, 0, 1]) + bytes(8)
    lib.connect(one, ctypes.create_string_buffer(address), 16)
    await asyncio.sleep(0.3)
    said = f"GET {t.path} HTTP/1.0\r\n\r\n".encode()
    return lib.send(one, said, len(said), 0)


async def library_from_a_server(t):
    import ctypes

    return ctypes.CDLL(t.http)


async def javascript_in_a_side_module(t):
    """Emscripten evaluates the text of `__em_js__` exports of a side module."""
    import ctypes

    def section(number, body):
        return bytes([number, len(body)]) + body

    text = b"()<::>{fetch('/')}\0"
    dylink = section(0, b"\x08dylink.0" + bytes([1, 4, len(text), 0, 0, 0]))
    memory = section(2, b"\x01\x03env\x06memory\x02\x00\x01")
    glob = section(6, b"\x01\x7f\x00\x41\x00\x0b")
    name = b"__em_js__leak"
    export = section(7, bytes([1, len(name)]) + name + b"\x03\x00")
    data = section(11, b"\x01\x00\x41\x00\x0b" + bytes([len(text)]) + text)
    with open("/tmp/leak.so", "wb") as file:
        file.write(b"\0asm\1\0\0\0" + dylink + memory + glob + export + data)
    return ctypes.CDLL("/tmp/leak.so")
