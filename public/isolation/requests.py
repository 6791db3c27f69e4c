async def fetch_as_it_is(t):
    return await show(await soon(world().fetch(t.http)))


async def fetch_below(t):
    return await show(await soon(plain_fetch()(t.http)))


async def fetch_no_cors(t):
    return await soon(plain_fetch()(t.numeric, obj(mode="no-cors", keepalive=True)))


async def fetch_posting_data(t):
    return await soon(plain_fetch()(t.http, obj(method="POST", body="secret", mode="no-cors")))


async def fetch_request_object(t):
    js = world()
    return await soon(js.Reflect.apply(js.WorkerGlobalScope.prototype.fetch, js.self, to_js([js.Request.new(t.http)])))


async def xhr_sync(t):
    request = world().XMLHttpRequest.new()
    request.open("GET", t.http, False)
    request.send()
    return request.responseText


async def xhr_async(t):
    request = world().XMLHttpRequest.new()
    request.open("POST", t.numeric, True)
    request.send("secret")


async def event_source(t):
    return world().EventSource.new(t.http)


async def send_beacon(t):
    return world().navigator.sendBeacon(t.http, "secret")


async def import_scripts(t):
    return world().importScripts(t.http)


async def import_scripts_below(t):
    js = world()
    return js.Reflect.apply(js.WorkerGlobalScope.prototype.importScripts, js.self, to_js([t.http]))


async def font_face(t):
    return await soon(world().FontFace.new("leak", f"url({t.http})").load())


async def font_in_canvas(t):
    js = world()
    face = js.FontFace.new("leak", f"url('{t.numeric}')")
    js.self.fonts.add(face)
    canvas = js.OffscreenCanvas.new(10, 10).getContext("2d")
    canvas.font = "10px leak"
    canvas.fillText("x", 0, 5)
    return await soon(js.self.fonts.load("10px leak"))


async def canvas_filter_url(t):
    canvas = world().OffscreenCanvas.new(10, 10).getContext("2d")
    canvas.filter = f"url({t.http}#a)"
    canvas.fillRect(0, 0, 5, 5)


async def web_transport(t):
    return await soon(world().WebTransport.new(f"https://{t.host}:{t.port}/{t.name}").ready)


async def wasm_streaming(t):
    return await soon(world().WebAssembly.compileStreaming(plain_fetch()(t.http)))


async def cache_add(t):
    store = await soon(world().caches.open("leak"))
    return await soon(store.add(t.http))


async def background_fetch(t):
    return await soon(world().self.registration.backgroundFetch.fetch("leak", t.http))
