async def import_by_function(t):
    return await soon(function()(f"return import('{t.http}')")())


async def import_by_async_function(t):
    maker = world().Object.getPrototypeOf(world().fetch).constructor
    return await soon(maker(f"return await import('{t.http}')")())


async def import_by_timer_text(t):
    return world().setTimeout(f"import('{t.http}')", 0)


async def import_by_eval(t):
    return await soon(world().eval(f"import('{t.http}')"))


async def import_by_run_js(t):
    from pyodide.code import run_js

    return await soon(run_js(f"import('{t.http}')"))


async def import_in_a_blob_module(t):
    return world().Worker.new(blob(f"import('{t.numeric}')"), obj(type="module"))
