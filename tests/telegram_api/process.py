"""The bot as a process of its own, as an administrator starts it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from tests.telegram_api.people import BotApi

ROOT = Path(__file__).resolve().parents[2]
STANDIN = (sys.executable, "-m", "tests.telegram_api.standin")
"""The bot over answers made for tests."""
KEHOACH = (sys.executable, "-m", "bot", "bot")
"""The bot as users start it: `kehoach bot`."""
_INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT")


class BotProcess:
    """A running bot; its output is collected whole, its environment holds nothing of the tester's."""

    def __init__(self, command: Sequence[str] = STANDIN, **environment: str) -> None:
        kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**kept, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **environment},
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )

    @classmethod
    def of(cls, api: BotApi, command: Sequence[str] = STANDIN, **environment: str) -> BotProcess:
        """A bot of this server, not waited for."""
        return cls(command, **{"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, **environment})

    @classmethod
    def ready(cls, api: BotApi, command: Sequence[str] = STANDIN, **environment: str) -> BotProcess:
        """A bot of this server that has set its commands and fetches updates."""
        polls, menus = api.polls, api.called("setMyCommands")  # of a bot before it
        process = cls.of(api, command, **environment)
        try:
            api.wait_for(lambda: api.polls > polls and api.called("setMyCommands") > menus, "the bot", 180)
        except AssertionError:
            process.kill()
            raise AssertionError(f"the bot did not start:\n{process.output}") from None
        return process

    @property
    def output(self) -> str:
        """Everything it has written so far."""
        self._output.seek(0)
        return self._output.read().decode()

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def command_line(self) -> str:
        """As every user of the machine can see it."""
        return Path(f"/proc/{self._process.pid}/cmdline").read_text()

    def writes(self, text: str, timeout: float = 20.0) -> None:
        """Wait until it has written something."""
        end = time.monotonic() + timeout
        while text not in self.output:
            assert time.monotonic() < end, self.output
            time.sleep(0.02)

    def ends(self, timeout: float = 60.0) -> int:
        """Wait for its end; the exit status."""
        return self._process.wait(timeout)

    def stops(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Ask it to end; the exit status, and the seconds it took."""
        asked = time.monotonic()
        self._process.send_signal(number)
        return self._process.wait(30), time.monotonic() - asked

    def kill(self) -> None:
        """Make sure that it is gone."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)

    def __enter__(self) -> BotProcess:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.kill()
