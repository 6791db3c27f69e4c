async def local_storage(t):
    return world().localStorage.getItem("secret")


async def session_storage(t):
    return world().sessionStorage.getItem("secret")


async def cookies(t):
    return world().document.cookie


async def cookie_store(t):
    return [one.value for one in await soon(world().cookieStore.getAll())]


async def indexed_db(t):
    js = world()
    request = js.indexedDB.open("escape")
    done = asyncio.Future()
    request.onsuccess = create_proxy(lambda event: done.set_result(event.target.result))
    request.onerror = create_proxy(lambda event: done.set_exception(OSError("refused")))
    db = await asyncio.wait_for(done, 2)
    return list(db.objectStoreNames)


async def indexed_db_names(t):
    return [one.name for one in await soon(world().indexedDB.databases())]


async def cache_storage(t):
    return list(await soon(world().caches.keys()))


async def cache_match(t):
    return await show(await soon(world().caches.match("/secret")))


async def private_files(t):
    folder = await soon(world().navigator.storage.getDirectory())
    return await show(await soon((await soon(folder.getFileHandle("secret"))).getFile()))


async def broadcast_channel(t):
    channel = world().BroadcastChannel.new("escape")
    channel.postMessage(t.name)
    said = []
    channel.onmessage = create_proxy(lambda event: said.append(event.data))
    await asyncio.sleep(0.3)
    return said


async def locks(t):
    state = await soon(world().navigator.locks.query())
    return [one.name for one in state.held]


async def storage_buckets(t):
    return list(await soon(world().navigator.storageBuckets.keys()))
