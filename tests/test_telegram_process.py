"""The bot as a process: how it starts, what it says when it cannot, how it ends, what never leaves it."""

import json
import signal
import socket

import pytest

from bot.settings import parse_telegram_settings
from bot.telegram import app
from bot.telegram.core import Core
from bot.texts import general as texts
from bot.texts import settings as texts_settings
from corpus.errors import BadInput
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi
from tests.telegram_api.process import BotProcess
from tests.telegram_api.server import TOKEN

SECRET = TOKEN.partition(":")[2]


def line_and_status(process: BotProcess) -> tuple[str, int]:
    """What a bot that ends by itself has written, and its exit status."""
    with process:
        status = process.ends()
        return process.output, status


# ── it cannot start ────────────────────────────────────────────────────────────────────────────────────────


def test_a_wrong_setting():
    """One clear line, status 2."""
    malformed, wrong_address = {"TELEGRAM_BOT_TOKEN": "khong-phai-ma"}, {"TELEGRAM_API_URL": "sai"}
    processes = [
        (BotProcess(), texts_settings.SETTING_BOT_MISSING),
        (BotProcess(**malformed), texts_settings.SETTING_BOT_MALFORMED),
        (BotProcess(**wrong_address, TELEGRAM_BOT_TOKEN=TOKEN), "TELEGRAM_API_URL không phải"),
    ]
    for process, line in processes:
        output, status = line_and_status(process)
        assert output.startswith(line)
        assert (output.count("\n"), status) == (1, 2)


@pytest.mark.parametrize("when", ["at the start", "later"])
def test_a_refused_token(when: str):
    """Telegram does not know the token, or no longer: one clear line at the end, status 2, no token."""
    with BotApi() as api:
        if when == "at the start":
            output, status = line_and_status(BotProcess.of(api, TELEGRAM_BOT_TOKEN="1:sai-ma-bot"))
            assert output == f"{texts_settings.SETTING_BOT_REFUSED}\n"
            assert "sai-ma-bot" not in output
        else:
            process = BotProcess.ready(api)
            api.faults.add("getUpdates", *[Fault("status", 401)] * 2)
            api.private().says("đánh thức")
            output, status = line_and_status(process)
            assert output.endswith(f"{texts_settings.SETTING_BOT_REFUSED}\n")
            assert SECRET not in output
    assert status == 2


def test_a_socks_proxy_without_its_package(monkeypatch: pytest.MonkeyPatch):
    """python-telegram-bot's complaint becomes a line that says what to install."""

    def refuse(**_: object) -> None:
        raise RuntimeError("To use Socks5 proxies, PTB must be installed via ...")

    monkeypatch.setattr(app, "HTTPXRequest", refuse)
    settings = parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_PROXY": "socks5://p:1080"})
    with pytest.raises(BadInput, match="SOCKS"):
        app.build_application(settings, Core(lambda _q, _c: None, lambda: (), object))  # type: ignore[arg-type,return-value]


# ── it starts, and ends ────────────────────────────────────────────────────────────────────────────────────


def test_a_clean_end():
    """Asked to end, it answers what is under way, confirms what it has fetched, and is gone in seconds."""
    with BotApi() as api, BotProcess.ready(api) as process:
        lan = api.private()
        lan.says("chậm thôi")
        api.wait_for(lambda: api.called("sendChatAction", chat_id=lan.chat.id), "the bot at work")
        status, seconds = process.stops(signal.SIGTERM)
        assert (status, seconds < 4) == (0, True)
        assert lan.hears().text.startswith("Trả lời: chậm thôi")
        assert api.world.updates == []
        assert texts.LOG_STOPPED in process.output
        assert "Traceback" not in process.output


def test_an_end_while_telegram_is_gone():
    """With the connection lost and answers waiting, it still ends within seconds."""
    with BotApi() as api:
        process = BotProcess.ready(api)
        lan = api.private()
        api.faults.add("sendMessage", *[Fault("drop")] * 20)
        api.faults.add("editMessageText", *[Fault("drop")] * 20)
        lan.says("Ai chủ trì?")
        api.wait_for(lambda: api.called("sendMessage"), "the first try")
    with process:
        status, seconds = process.stops()
        assert (status, seconds < 8) == (0, True), process.output
        assert "Traceback" not in process.output


def test_a_start_while_telegram_is_gone():
    """It waits for Telegram, and is there when Telegram is."""
    with BotApi() as api:
        api.faults.add("getMe", Fault("drop"), Fault("status", 502))
        api.faults.add("deleteWebhook", Fault("status", 500))
        api.faults.add("setMyCommands", Fault("drop_after"))
        with BotProcess.ready(api):
            assert api.private().asks("Ai chủ trì?").text.startswith("Trả lời")
        assert "hoi" in {command["command"] for command in api.world.commands}


def test_an_end_before_the_start():
    """Ended while it still tries to reach Telegram, it ends at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with BotProcess(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url) as process:
            process.writes("thử lại")
            status, seconds = process.stops(signal.SIGINT)
            assert (status, seconds < 4) == (0, True)
            assert SECRET not in process.output


def test_updates_of_the_time_before():
    """What was asked while the bot was off is answered when it is on, and what it answered is not again."""
    with BotApi() as api:
        lan = api.private()
        lan.says("Trước khi mở")
        with BotProcess.ready(api) as process:
            assert lan.hears().text.startswith("Trả lời: Trước khi mở")
            process.stops()
        with BotProcess.ready(api):
            assert lan.asks("Sau khi mở lại").text.startswith("Trả lời: Sau khi mở lại")


def test_through_a_proxy():
    """All traffic goes through the proxy; its password and the token stay out of the log."""
    with BotApi() as api:
        proxy = api.url.replace("http://", "http://nguoi:matkhau@")
        environment = {"TELEGRAM_API_URL": "http://telegram.invalid", "TELEGRAM_PROXY": proxy}
        with BotProcess.ready(api, **environment) as process:
            assert api.private().asks("Ai chủ trì?").text.startswith("Trả lời")
            process.stops()
            assert not [secret for secret in ("matkhau", SECRET) if secret in process.output]


# ── the token ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_token_stays_inside():
    """Through every kind of failure, nothing the process shows holds the token or its secret half."""
    with BotApi() as api, BotProcess.ready(api) as process:
        faults = [
            Fault("drop"),
            Fault("drop_after"),
            *(Fault("status", code) for code in (400, 403, 500, 502)),
        ]
        people = [api.private() for _ in faults]
        api.faults.add("getUpdates", Fault("drop"), Fault("status", 502))
        for lan, fault in zip(people, faults, strict=True):
            api.faults.add("sendMessage", fault, chat_id=lan.chat.id)
            lan.says("lỗi")
        for lan, fault in zip(people, faults, strict=True):
            if fault.code != 403:
                lan.hears()
        shown = process.output + process.command_line
        api.faults.add("getUpdates", Fault("status", 401))
        people[0].says("hết")
        process.ends()
        shown += process.output
    assert "Traceback" in shown
    assert texts.APOLOGY not in shown
    assert [secret for secret in (TOKEN, SECRET, json.dumps(TOKEN)[1:-1]) if secret in shown] == []
