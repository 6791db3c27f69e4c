async def audit_with_credentials(t):
    return await show(await soon(plain_fetch()(f"{t.app}/api/audit?{t.name}", obj(method="POST", credentials="include", body="{}"))))


async def complete_with_credentials(t):
    return await show(await soon(plain_fetch()(f"{t.app}/api/complete?{t.name}", obj(method="POST", credentials="include", mode="no-cors", body="{}"))))


async def models_with_credentials(t):
    return await show(await soon(plain_fetch()(f"{t.app}/api/models?{t.name}", obj(credentials="include"))))


async def policy_by_xhr(t):
    request = world().XMLHttpRequest.new()
    request.open("GET", f"{t.app}/api/policy?{t.name}", False)
    request.withCredentials = True
    request.send()
    return request.responseText


async def audit_by_beacon(t):
    return world().navigator.sendBeacon(f"{t.app}/api/audit?{t.name}", "{}")


async def relative_address(t):
    return await show(await soon(plain_fetch()(f"/api/audit?{t.name}")))


async def own_files(t):
    return await show(await soon(plain_fetch()(f"{t.app}/pyodide/lock.json?{t.name}")))


async def own_script(t):
    js = world()
    return js.Reflect.apply(js.WorkerGlobalScope.prototype.importScripts, js.self, to_js([f"{t.app}/sandbox/manifest.json?{t.name}"]))


async def api_by_python(t):
    import urllib.request

    return urllib.request.urlopen(f"{t.app}/api/policy?{t.name}").read()
