async def own_location(t):
    world().location.href = t.http


async def location_assign(t):
    world().location.assign(t.http)


async def open_window(t):
    return world().open(t.http)


async def top_location(t):
    world().top.location = t.http


async def parent_location(t):
    world().parent.location.href = t.http


async def open_by_client(t):
    return await soon(world().clients.openWindow(t.http))


async def document_markup(t):
    document = world().document
    document.body.innerHTML = f"<img src='{t.http}'><meta http-equiv=refresh content='0;url={t.http}'>"


async def notification(t):
    return world().Notification.new("leak", obj(icon=t.http))


async def web_browser(t):
    import webbrowser

    return webbrowser.open(t.http)


async def subprocess_shell(t):
    import subprocess

    return subprocess.run(["curl", t.http])


async def os_system(t):
    import os

    code = os.system(f"curl {t.http}")
    raise OSError(code)
