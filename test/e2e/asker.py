#!/usr/bin/python3
"""A person's Matrix client for the end-to-end tests: matrix-nio with libolm, independent of everything the bot uses.

Takes commands on standard input and tells results and events on standard output, as JSON, a line each:
  {"id": 1, "do": "join", "room": "!..."}  ->  {"id": 1, "result": "!..."} or {"id": 1, "error": "..."}
  {"event": {"event_id": ..., "room_id": ..., "sender": ..., "type": ..., "content": ..., "encrypted": true}}
An event that cannot be decrypted is told as it came, and once more when its key has arrived.
"""

import asyncio
import json
import sys

from nio import AsyncClient, AsyncClientConfig, EnableEncryptionBuilder, EncryptionError, ErrorResponse
from nio import MatrixInvitedRoom, MegolmEvent, SyncResponse
from nio.api import RoomPreset
from nio.store import SqliteMemoryStore

# What a sync leaves out would look as if it had never been sent, so that no sync may, however late it comes.
SYNC_FILTER = {"room": {"timeline": {"limit": 10_000}}}


def tell(**line):
    print(json.dumps(line), flush=True)


def accepted(response):
    if isinstance(response, ErrorResponse):
        raise RuntimeError(str(response))
    return response


class Asker:
    def __init__(self, tasks):
        self.tasks = tasks
        self.undecrypted = {}

    async def login(self, homeserver, user, device, token):
        config = AsyncClientConfig(store=SqliteMemoryStore)
        self.client = AsyncClient(homeserver, user, device_id=device, store_path="/srv", config=config)
        self.client.restore_login(user, device, token)
        self.client.add_event_callback(self.receive, None)
        self.client.add_response_callback(self.decrypt_late, SyncResponse)
        accepted(await self.client.keys_upload())
        accepted(await self.client.sync(timeout=0, sync_filter=SYNC_FILTER, full_state=True))
        self.tasks.create_task(self.client.sync_forever(timeout=30_000, sync_filter=SYNC_FILTER))

    async def create(self, encrypted, direct, invite):
        response = await self.client.room_create(
            is_direct=direct,
            invite=invite,
            preset=RoomPreset.trusted_private_chat if direct else RoomPreset.private_chat,
            initial_state=[EnableEncryptionBuilder().as_dict()] if encrypted else [],
        )
        room = await self.known(accepted(response).room_id)
        # A sync may bring a new room before all of its first state; what is sent by then would go out in clear.
        while encrypted and not self.client.rooms[room].encrypted:
            await asyncio.sleep(0.02)
        return room

    async def join(self, room):
        return await self.known(accepted(await self.client.join(room)).room_id)

    async def leave(self, room):
        accepted(await self.client.room_leave(room))

    async def invite(self, room, user):
        accepted(await self.client.room_invite(room, user))

    async def send(self, room, type, content):
        await self.known(room)
        # A member who has just joined gets the key only if the client knows the member's devices.
        if self.client.should_query_keys:
            accepted(await self.client.keys_query())
        return accepted(await self.client.room_send(room, type, content, ignore_unverified_devices=True)).event_id

    async def redact(self, room, event):
        return accepted(await self.client.room_redact(room, event)).event_id

    async def known(self, room):
        """Whether a room is encrypted is known only after the sync that brings it."""
        while room not in self.client.rooms:
            await asyncio.sleep(0.02)
        return room

    def receive(self, room, event):
        if isinstance(room, MatrixInvitedRoom):
            return
        if isinstance(event, MegolmEvent):
            self.undecrypted[event.event_id] = (room, event)
        encrypted = isinstance(event, MegolmEvent) or event.decrypted
        tell(event={**event.source, "room_id": room.room_id, "encrypted": encrypted})

    def decrypt_late(self, _response):
        for event_id, (room, event) in list(self.undecrypted.items()):
            try:
                decrypted = self.client.decrypt_event(event)
            except EncryptionError:
                continue
            del self.undecrypted[event_id]
            self.receive(room, decrypted)

    async def carry_out(self, id, do, **arguments):
        try:
            async with asyncio.timeout(60):
                tell(id=id, result=await getattr(self, do)(**arguments))
        except Exception as error:
            tell(id=id, error=f"{do}: {error!r}")


async def main():
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with asyncio.TaskGroup() as tasks:
        asker = Asker(tasks)
        while line := await lines.readline():
            tasks.create_task(asker.carry_out(**json.loads(line)))
        sys.exit()


asyncio.run(main())
