"""What every attempt begins with. `t` names addresses that only this attempt uses, so that a listener knows who arrived."""

import asyncio
import contextlib

from pyodide.ffi import create_proxy, to_js


class Target:
    def __init__(self, name, host, port, udp, app):
        self.name, self.port, self.udp, self.app = name, port, udp, app
        self.path = f"/{name}"
        self.host = f"{name.replace('_', '-')}.example"
        self.http = f"http://{self.host}:{port}/{name}"
        self.numeric = f"http://127.0.0.1:{port}/{name}"
        self.ws = f"ws://{self.host}:{port}/{name}"
        self.stun = f"stun:127.0.0.1:{udp}"

    def counted(self, base):
        """The same attempt aimed at addresses below `base`, where a server counts what arrives, its own API among them."""
        address, path = f"{base}/{self.name}", "/" + base.split("/", 3)[3]
        self.http = self.numeric = address
        self.ws = address.replace("http", "ws", 1)
        self.host = base.split("/")[2].rsplit(":", 1)[0]
        self.app, self.path = base, f"{path}/{self.name}"
        return self


async def soon(promise, seconds=1.0):
    return await asyncio.wait_for(asyncio.ensure_future(promise), seconds)


def world():
    """The global object, where the build leaves `js` open."""
    import js

    if not hasattr(js, "Object"):
        raise RuntimeError("js is empty")
    return js


def obj(**items):
    return to_js(items, dict_converter=world().Object.fromEntries)


def function():
    """JavaScript's Function, by way of any proxy."""
    return to_js([1]).constructor.constructor


def plain_fetch():
    """The browser's own fetch, below the one that was put over it."""
    js = world()
    return lambda url, options=None: js.Reflect.apply(js.WorkerGlobalScope.prototype.fetch, js.self, to_js([url, options] if options else [url]))


async def show(response):
    return await response.text()


NESTED = """
const tell = (text) => { try { postMessage(text) } catch {} };
try { fetch('%(http)s').then((r) => r.text()).then(tell, tell) } catch (e) { tell(String(e)) }
try { new WebSocket('%(ws)s') } catch (e) { tell(String(e)) }
try { const x = new XMLHttpRequest(); x.open('GET', '%(http)s', false); x.send() } catch (e) { tell(String(e)) }
try { importScripts('%(http)s') } catch (e) { tell(String(e)) }
try { new RTCPeerConnection({ iceServers: [{ urls: '%(stun)s' }] }) } catch (e) { tell(String(e)) }
try { import('%(http)s').then(tell, tell) } catch (e) { tell(String(e)) }
"""


def nested(t):
    return NESTED % vars(t)


def blob(text, kind="text/javascript"):
    js = world()
    return js.URL.createObjectURL(js.Blob.new(to_js([text]), obj(type=kind)))


async def attempt(one, t):
    try:
        told = await asyncio.wait_for(one(t), 4)
        await asyncio.sleep(0.15)
        print("returned:", str(told)[:300])
    except BaseException as error:
        print("refused:", type(error).__name__, str(error)[:160].replace("\n", " "))
