async def peer_connection(t):
    js = world()
    peer = js.RTCPeerConnection.new(obj(iceServers=[{"urls": t.stun}]))
    peer.createDataChannel("x")
    await peer.setLocalDescription(await peer.createOffer())


async def peer_connection_old_name(t):
    return world().webkitRTCPeerConnection.new(obj(iceServers=[{"urls": t.stun}]))


async def peer_connection_in_a_nested_worker(t):
    return world().Worker.new(blob(nested(t)))


async def data_channel_alone(t):
    return world().RTCDataChannel.new()


async def tcp_socket(t):
    return await soon(world().TCPSocket.new("127.0.0.1", t.port).opened)


async def udp_socket(t):
    return await soon(world().UDPSocket.new(obj(remoteAddress="127.0.0.1", remotePort=t.udp)).opened)
