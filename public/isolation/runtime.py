async def load_package(t):
    import pyodide_js

    return await soon(pyodide_js.loadPackage(t.http + ".whl"))


async def load_package_by_name(t):
    import pyodide_js

    pyodide_js._api.config.packageBaseUrl = t.http
    return await soon(pyodide_js.loadPackage("micropip"))


async def micropip(t):
    import micropip

    return await micropip.install(t.http + "/leak-1-py3-none-any.whl")


async def pyfetch(t):
    from pyodide.http import pyfetch

    return await pyfetch(t.http)


async def run_js(t):
    from pyodide.code import run_js

    return await soon(run_js(f"WorkerGlobalScope.prototype.fetch.call(self, '{t.http}')"))


async def load_dynamic_library(t):
    import pyodide_js

    return await soon(pyodide_js._module.loadDynamicLibrary(t.http, to_js({"loadAsync": True})))


async def module_global(t):
    import pyodide_js

    return await soon(pyodide_js._api.config.jsglobals.WorkerGlobalScope.prototype.fetch(t.http))


async def load_binary_file(t):
    import pyodide_js

    return await soon(pyodide_js._api.loadBinaryFile(t.http))


async def another_interpreter(t):
    import pyodide_js

    return await soon(pyodide_js.loadPyodide(to_js({"indexURL": t.http})))


async def module_read_async(t):
    import pyodide_js

    return await soon(pyodide_js._module.readAsync(t.http))


async def unpack_from_address(t):
    import pyodide_js

    return await soon(pyodide_js._api.package_loader.load_package(t.http))
