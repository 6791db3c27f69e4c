async def take(found, t):
    """By ways that nothing was put over."""
    request = found.XMLHttpRequest.new()
    request.open("GET", t.http, False)
    request.send()
    return request.responseText


async def array_constructor(t):
    return await take(function()("return globalThis")(), t)


async def object_constructor(t):
    import pyodide_js

    return await take(pyodide_js.constructor.constructor("return this")(), t)


async def bytes_constructor(t):
    return await take(to_js(b"1").constructor.constructor("return self")(), t)


async def host_function_constructor(t):
    from sandpiper import host

    return await take(host.emit.constructor("return globalThis")(), t)


async def host_function_prototype(t):
    from sandpiper import host

    return await take(host.emit.__proto__.constructor("return globalThis")(), t)


async def exception_constructor(t):
    from pyodide.ffi import JsException

    try:
        to_js([1]).constructor(-1)
    except JsException as error:
        found = getattr(error, "js_error", error)
        return await take(found.constructor.constructor("return globalThis")(), t)


async def promise_constructor(t):
    made = create_proxy(lambda *_: None)
    return await take(made.constructor.constructor("return globalThis")(), t)


async def all_objects_of_the_collector(t):
    import gc

    from pyodide.ffi import JsProxy

    for one in gc.get_objects():
        if isinstance(one, JsProxy) and (hasattr(one, "fetch") or hasattr(one, "WebSocket")):
            return await take(one, t)
    raise LookupError("no object has fetch")


async def walk_from_every_proxy(t):
    import pyodide_js

    seen, queue = [], [pyodide_js, to_js([1]), to_js({"a": 1})]
    while queue and len(seen) < 400:
        one = queue.pop(0)
        for name in dir(one):
            with contextlib.suppress(BaseException):
                value = getattr(one, name)
                if name in ("fetch", "globalThis", "self", "window"):
                    await soon((value if name == "fetch" else value.fetch)(t.http))
                if type(value).__name__ == "JsProxy" and len(queue) < 400 and not any(value is old for old in seen):
                    queue.append(value)
        seen.append(one)
    raise LookupError(f"{len(seen)} objects walked")


async def format_string(t):
    from sandpiper import host

    return "{0.emit.constructor.constructor}".format(host) and await take(host.sleep.constructor("return globalThis")(), t)


async def frames_of_the_stack(t):
    import sys

    frame = sys._getframe()
    while frame:
        for value in [*frame.f_globals.values(), *frame.f_locals.values()]:
            if hasattr(value, "WebSocket"):
                return await take(value, t)
        frame = frame.f_back
    raise LookupError("no frame has it")
