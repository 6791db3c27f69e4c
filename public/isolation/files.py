async def lazy_file(t):
    import pyodide_js

    pyodide_js._module.FS.createLazyFile("/tmp", "leak", t.http, True, False)
    with open("/tmp/leak") as file:
        return file.read()


async def preloaded_file(t):
    import pyodide_js

    pyodide_js._module.FS.createPreloadedFile("/tmp", "leak2", t.http, True, False)
    await asyncio.sleep(0.3)


async def preload_file(t):
    import pyodide_js

    return await soon(pyodide_js._module.FS.preloadFile("/tmp", "leak3", t.http, True, False))


async def indexed_database_mount(t):
    import pyodide_js

    module = pyodide_js._module
    module.FS.mkdirTree("/idb")
    module.FS.mount(module.FS.filesystems.IDBFS, to_js({}), "/idb")
    return "CANARY" if module.FS.syncfs(True, create_proxy(lambda error: None)) else "mounted"


async def node_mount(t):
    import pyodide_js

    module = pyodide_js._module
    module.FS.mkdirTree("/host")
    module.FS.mount(module.FS.filesystems.NODEFS, to_js({"root": "/"}), "/host")
    with open("/host/etc/hostname") as file:
        return "CANARY " + file.read()


async def native_mount(t):
    import pyodide_js

    return await soon(pyodide_js.mountNativeFS("/native", await soon(world().navigator.storage.getDirectory())))
