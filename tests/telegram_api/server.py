"""The HTTP side: requests are checked, failed on demand, carried out, recorded; updates are polled for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram.methods import GetUpdates
from aiohttp import web

from tests.telegram_api.errors import Refused, Violation
from tests.telegram_api.faults import DESCRIPTIONS, Fault, Faults
from tests.telegram_api.limits import check_limits
from tests.telegram_api.methods import perform
from tests.telegram_api.schema import read_request
from tests.telegram_api.world import World

T = TypeVar("T")
TOKEN = "7000000001:AAE-gia_dinh-nha_khong-that-1234567890"


@dataclass(frozen=True)
class Call:
    """A request of the bot, and what it was answered: 200, an error's code, or 0 where the line went dead."""

    method: str
    parameters: dict[str, str]
    code: int
    description: str = ""


class Server:
    """Runs in a thread of its own; `self.world` belongs to that thread, `do` and `wait_for` reach into it."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.world = World()
        self.faults = Faults()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.files: dict[str, bytes] = {}  # the last file sent under each name
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.polls = 0  # how often updates were asked for
        self._hanging = asyncio.Event()

    def start(self) -> None:
        """Listen on a free port of this machine."""
        self._thread.start()
        self._submit(self._listen()).result(10)

    def stop(self) -> None:
        """Close everything."""
        self._submit(self._close()).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def do(self, action: Callable[[], T]) -> T:
        """Run something in the server's thread, and wake whoever waits."""

        async def act() -> T:
            async with self._changed:
                self._changed.notify_all()
                return action()

        return self._submit(act()).result(10)

    def wait_for(self, found: Callable[[], T | None], what: str, timeout: float = 10.0) -> T:
        """Wait until something is there; returns it. `timeout` in seconds."""

        async def wait() -> T:
            async with self._changed:
                await self._changed.wait_for(found)
                return found()  # type: ignore[return-value]

        try:
            return self._submit(asyncio.wait_for(wait(), timeout)).result(timeout + 5)
        except TimeoutError:
            recent = "\n".join(map(str, self.calls[-8:]))
            raise AssertionError(
                f"waited {timeout} s in vain for {what}; the last requests:\n{recent}"
            ) from None

    def _submit(self, work: Any) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _listen(self) -> None:
        self._changed = asyncio.Condition()
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._hand_out)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0]
        self.url = f"http://{host}:{port}"

    async def _close(self) -> None:
        self._hanging.set()
        await self._runner.cleanup()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        parameters = dict(request.query.items())
        for key, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                self.files[value.filename] = value.file.read()
            parameters[key] = value.filename if isinstance(value, web.FileField) else str(value)
        fault = self.faults.take(method, parameters.get("chat_id"))
        code, description, answer = 0, "", None
        try:
            if fault is None or fault.after:
                answer = {"ok": True, "result": await self._perform(request, method, parameters)}
                code = 200
            if fault is not None:
                await self._fail(fault, request)
        except Refused as refused:
            code, description = refused.code, refused.description
            answer = {"ok": False, "error_code": code, "description": description}
            if refused.parameters:
                answer["parameters"] = refused.parameters
            if isinstance(refused, Violation):
                self.violations.append(f"{method} {parameters}: {description}")
        except ConnectionAbortedError:
            code, answer = 0, None
        async with self._changed:
            self.calls.append(Call(method, parameters, code, description))
            self._changed.notify_all()
        if code == 502:  # the gateway's own page, as Telegram's comes
            return web.Response(
                status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html"
            )
        return web.json_response(answer, status=code) if answer else web.Response()

    async def _hand_out(self, request: web.Request) -> web.StreamResponse:
        """A file that somebody has sent, by the path that getFile gave; `file` in the faults and calls.

        One of a server in local mode, whose path is absolute, is not handed out.
        """
        path = request.match_info["path"]
        found = [upload for upload in self.world.uploads.values() if upload.path == path]
        served = found and not path.startswith("/") and request.match_info["token"] == self.token
        code = 200 if served else 404
        fault = self.faults.take("file", None)
        if fault is not None and fault.kind == "status":
            code = fault.code
        elif fault is not None:
            with suppress(ConnectionAbortedError):
                await self._fail(fault, request)
            code = 0
        async with self._changed:
            self.calls.append(Call("file", {"path": path}, code))
            self._changed.notify_all()
        if code == 200:
            return web.Response(body=found[0].content)
        return web.json_response({"ok": False, "error_code": code, "description": "Not Found"}, status=code)

    async def _perform(self, request: web.Request, method: str, parameters: Mapping[str, str]) -> Any:
        if request.match_info["token"] != self.token:
            raise Refused(401, "Unauthorized")
        checked = read_request(method, parameters)
        check_limits(checked)
        if isinstance(checked, GetUpdates):
            return await self._get_updates(checked)
        return perform(self.world, checked)

    async def _get_updates(self, request: GetUpdates) -> list[dict[str, Any]]:
        """Updates from an offset on, which confirms those before it; the others come again until they are."""
        self.polls += 1
        mine = self.polls
        world = self.world
        world.updates = [
            u for u in world.updates if u["update_id"] >= (request.offset or 0) or u.get("again")
        ]
        async with self._changed:
            self._changed.notify_all()  # ends an earlier poll
            with suppress(TimeoutError):
                ready = self._changed.wait_for(lambda: world.updates or mine != self.polls)
                await asyncio.wait_for(ready, request.timeout or 0)
        if mine != self.polls:
            raise Refused(409, DESCRIPTIONS[409])
        found = world.updates[: request.limit or 100]
        world.updates = [u for u in world.updates if not u.get("again")]
        return [{key: value for key, value in update.items() if key != "again"} for update in found]

    async def _fail(self, fault: Fault, request: web.Request) -> None:
        if fault.kind == "status":
            extra = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.migrate_to}
            extra = {key: value for key, value in extra.items() if value is not None}
            raise Refused(fault.code, DESCRIPTIONS[fault.code].format(fault.retry_after), **extra)
        if fault.kind.startswith("hang"):
            async with self._changed:
                self._changed.notify_all()
            await self._hanging.wait()
        if request.transport is not None:
            request.transport.abort()
        raise ConnectionAbortedError
