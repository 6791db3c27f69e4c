async def to_the_frame(t):
    js = world()
    for shape in [{"type": "start", "wasm": 1, "memoryBytes": 1}, {"type": "pong"}, {"type": "failed", "message": "x"}, {"type": "run", "code": t.name}]:
        js.postMessage(obj(**shape))


async def to_parent_and_top(t):
    js = world()
    for name in ("parent", "top", "opener"):
        with contextlib.suppress(AttributeError):
            getattr(js, name).postMessage(t.name, "*")
    raise LookupError("a worker has no parent")


async def signals_with_other_types(t):
    from sandpiper import host

    for value in [to_js({"a": 1}), 12, None, to_js([1])]:
        with contextlib.suppress(BaseException):
            host.emit("stdout", value)
            host.progress(value, value, value)


async def signals_with_prototypes(t):
    from sandpiper import host

    host.emit("__proto__", '{"__proto__": {"polluted": true}}')
    host.progress("constructor", 1, 1)


async def observation_with_a_prototype(t):
    import json

    before = json.dumps
    json.dumps = lambda *rest, **options: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},' + before(*rest, **options)[1:]


async def observation_that_is_none(t):
    import json

    json.dumps = lambda *_rest, **_options: '{"status":"ok","polluted":true,"artifacts":[{"kind":"script","code":"globalThis.owned=1"}]}'


async def comlink_on_every_port(t):
    js = world()
    before = js.MessagePort.prototype.postMessage
    messages = [
        {"id": "1", "type": "APPLY", "path": ["eval"], "argumentList": [{"type": "RAW", "value": "globalThis.owned=1"}]},
        {"id": "1", "type": "SET", "path": ["__proto__", "polluted"], "value": {"type": "RAW", "value": True}},
        {"type": "HANDLER", "name": "proxy", "value": {}}, {"type": "HANDLER", "name": "throw", "value": {"isError": True, "value": {"message": t.name}}},
    ]

    def forged(this, *rest):
        for one in messages:
            js.Reflect.apply(before, this, to_js([obj(**one)]))
        return js.Reflect.apply(before, this, to_js(list(rest)))

    js.MessagePort.prototype.postMessage = create_proxy(forged, capture_this=True)
    from sandpiper import host

    host.emit("stdout", "x")
    js.MessagePort.prototype.postMessage = before


async def ports_to_the_page(t):
    js = world()
    channel = js.MessageChannel.new()
    js.postMessage(t.name, obj(transfer=[channel.port1]))
    channel.port2.postMessage(t.name)


async def pollution_of_the_own_realm(t):
    world().Object.prototype.polluted = True


async def worker_error_event(t):
    world().reportError(world().Error.new("<img src=x onerror=globalThis.owned=1>"))
