"""The one place where the parts are wired: command line → settings → service → channel."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.settings import Settings, find_config, parse_settings, parse_telegram_settings
from bot.texts import general as texts
from bot.texts.changes import INTERRUPTED
from corpus.errors import LibraryError, PlansError

_ROOT = Path(__file__).resolve().parent.parent


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status of the contract: 0 done, 2 wrong input, 1 anything else."""
    from bot.terminal.arguments import build_parser

    _speak_utf8()
    arguments = build_parser().parse_args(argv)
    try:
        settings = parse_settings(os.environ)
        if arguments.command == "bot" and arguments.check:
            return _check_bot(data_directory(arguments, settings))
        _run(arguments, settings)
    except PlansError as error:
        print(error, file=sys.stderr)
        return 1 if isinstance(error, LibraryError) else 2
    except KeyboardInterrupt as interrupt:
        print(f"\n{interrupt}" if interrupt.args else f"\n{INTERRUPTED}", file=sys.stderr)
        return 130
    except sqlite3.DatabaseError as error:
        print(texts.cli_broken_data(str(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone: "kehoach tasks | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # a fault of ours: one line for the user, the rest for whoever mends it
        if os.environ.get("KEHOACH_DEBUG"):
            raise
        # its words may hold a secret (a URL with the token), its kind does not
        print(texts.cli_fault(type(error).__name__), file=sys.stderr)
        return 1
    return 0


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def data_directory(arguments: argparse.Namespace, settings: Settings) -> Path:
    """`--data`, else KEHOACH_DATA, else beside the checkout, else the user's data directory."""
    given = getattr(arguments, "data", None) or settings.data
    if given is not None:
        return Path(given).expanduser()
    if (_ROOT / "pyproject.toml").exists():
        return _ROOT / "data"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kehoach"


def _run(arguments: argparse.Namespace, settings: Settings) -> None:
    from bot.live import LiveService
    from bot.terminal import changing, commands, loading, scoring

    if arguments.command == "bot":
        config = find_config(os.environ, data_directory(arguments, settings))
        telegram = parse_telegram_settings(os.environ, config)
    if arguments.command == "check":
        loading.check(data_directory(arguments, settings), arguments.files, as_json=arguments.json)
        return
    if arguments.command == "retrieval":
        scoring.run_retrieval(arguments.corpus, arguments.questions, strip_accents=arguments.strip_accents)
        return
    directory = data_directory(arguments, settings)
    match arguments.command:
        case "add":
            changing.add(directory, arguments.files, yes=arguments.yes, force=arguments.force)
            return
        case "remove":
            changing.remove(directory, arguments.documents, yes=arguments.yes, force=arguments.force)
            return
        case "rollback":
            changing.rollback(directory)
            return
        case "history":
            changing.history(directory, as_json=arguments.json)
            return
        case "golden":
            changing.add_golden(directory, " ".join(arguments.question), yes=arguments.yes)
            return
    service = loading.open_with_progress(directory)
    service = replace(service, today=settings.today)
    match arguments.command:
        case "ask":
            commands.ask_once(service, " ".join(arguments.question), as_json=arguments.json)
        case "batch":
            commands.batch(service.warm(), arguments.file)
        case "docs":
            commands.list_documents(service, as_json=arguments.json)
        case "sections":
            commands.list_sections(service, arguments.doc, as_json=arguments.json)
        case "tasks":
            commands.list_tasks(service, arguments.doc, as_json=arguments.json)
        case "deadlines":
            from bot.clock import local_clock
            from bot.terminal.deadlines import Wanted, list_deadlines

            wanted = Wanted(
                agency=arguments.agency,
                doc=arguments.doc,
                first=arguments.first,
                last=arguments.last,
                period=arguments.period,
                as_json=arguments.json,
                ics=arguments.ics,
                xlsx=arguments.xlsx,
            )
            list_deadlines(service.engine, wanted, local_clock(settings.today))
        case "chat":
            commands.chat(LiveService(service))
        case "eval":
            scoring.run_eval(
                service,
                arguments.file,
                strip_accents=arguments.strip_accents,
                wrong=arguments.wrong,
                distractors=arguments.distractors,
                ablate=arguments.ablate,
            )
        case "bot":
            from bot.administration import Administration
            from bot.clock import local_clock
            from bot.office import Office
            from bot.state.database import open_state
            from bot.telegram.app import run
            from index.conversation import Conversation

            live = LiveService(service.warm())
            now, state = local_clock(settings.today), open_state(directory)
            office = Office(lambda: live.now().engine, state, now, marking=telegram.marks)
            administration = Administration(directory, state, now, live)
            try:
                administration.sweep()
                run(telegram, live.ask, live.documents, Conversation, office, administration)
            finally:
                administration.incoming.close()
                office.close()


def _check_bot(directory: Path) -> int:
    """Say line by line whether the bot would start; returns the exit status."""
    from bot.preflight import check_bot, exit_status
    from bot.texts.preflight import NOT_READY, READY

    findings = []
    for finding in check_bot(os.environ, directory):
        print(finding.mark, finding.line, flush=True)
        findings.append(finding)
    status = exit_status(findings)
    print(NOT_READY if status else READY)
    return status


if __name__ == "__main__":
    sys.exit(main())
