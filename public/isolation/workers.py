async def heard(worker):
    js = world()
    said = []
    listener = create_proxy(lambda event: said.append(str(event.data)))
    (getattr(worker, "port", None) or worker).onmessage = listener
    await asyncio.sleep(0.6)
    return said


async def blob_worker(t):
    return await heard(world().Worker.new(blob(nested(t))))


async def data_worker(t):
    return await heard(world().Worker.new("data:text/javascript," + world().encodeURIComponent(nested(t))))


async def module_blob_worker(t):
    return await heard(world().Worker.new(blob(f"import '{t.http}'; fetch('{t.http}')"), obj(type="module")))


async def shared_blob_worker(t):
    return await heard(world().SharedWorker.new(blob(nested(t))))


async def shared_data_worker(t):
    return await heard(world().SharedWorker.new("data:text/javascript," + world().encodeURIComponent(nested(t))))


async def service_worker(t):
    return await soon(world().navigator.serviceWorker.register(t.http))


async def foreign_worker(t):
    return await heard(world().Worker.new(t.http))


async def own_worker(t):
    return await heard(world().Worker.new(f"{t.app}/sandbox/frame.html?{t.name}"))


async def worker_in_a_worker(t):
    inner = nested(t).replace("\\", "\\\\").replace("`", "\\`")
    return await heard(world().Worker.new(blob(f"new Worker(URL.createObjectURL(new Blob([`{inner}`])))")))
