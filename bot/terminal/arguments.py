"""The command line's grammar; errors are one Vietnamese line with exit status 2."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from bot.texts import general as texts
from bot.texts import lists as texts_lists


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(texts.cli_usage_error(self.prog), file=sys.stderr)
        raise SystemExit(2)


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command in the contract."""
    common = _Parser(add_help=False)
    common.add_argument(
        "--data", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=texts.CLI_HELP["data"]
    )
    parser = _Parser(prog="kehoach", description=texts.CLI_HELP["program"], parents=[common])
    commands = parser.add_subparsers(
        dest="command", required=True, parser_class=_Parser, metavar=texts.COMMAND
    )

    def command(name: str) -> argparse.ArgumentParser:
        about = texts.CLI_HELP[name]
        return commands.add_parser(name, help=about, description=about, parents=[common])

    ask = command("ask")
    ask.add_argument("question", nargs="+", metavar=texts.QUESTION)
    ask.add_argument("--json", action="store_true", help=texts.CLI_HELP["json"])
    command("batch").add_argument("file", metavar=texts.FILE)
    command("docs").add_argument("--json", action="store_true", help=texts.CLI_HELP["json"])
    for name in ("sections", "tasks"):
        listing = command(name)
        listing.add_argument("--json", action="store_true", help=texts.CLI_HELP["json"])
        listing.add_argument("--doc", metavar=texts.DOCUMENT, help=texts.CLI_HELP["doc"])
    deadlines = commands.add_parser(
        "deadlines",
        help=texts_lists.CLI_HELP["deadlines"],
        description=texts_lists.CLI_HELP["deadlines"],
        parents=[common],
    )
    deadlines.add_argument("--agency", metavar=texts.AGENCY, help=texts_lists.CLI_HELP["agency"])
    deadlines.add_argument("--doc", metavar=texts.DOCUMENT, help=texts.CLI_HELP["doc"])
    deadlines.add_argument("--from", dest="first", metavar=texts.DAY, help=texts_lists.CLI_HELP["from"])
    deadlines.add_argument("--to", dest="last", metavar=texts.DAY, help=texts_lists.CLI_HELP["to"])
    deadlines.add_argument("--period", metavar=texts.PERIOD, help=texts_lists.CLI_HELP["period"])
    deadlines.add_argument("--json", action="store_true", help=texts.CLI_HELP["json"])
    deadlines.add_argument("--ics", type=Path, metavar=texts.FILE, help=texts_lists.CLI_HELP["ics"])
    deadlines.add_argument("--xlsx", type=Path, metavar=texts.FILE, help=texts_lists.CLI_HELP["xlsx"])
    check = command("check")
    check.add_argument("files", nargs="+", type=Path, metavar=texts.FILE)
    check.add_argument("--json", action="store_true", help=texts.CLI_HELP["json"])
    add = command("add")
    add.add_argument("files", nargs="+", type=Path, metavar=texts.FILE)
    remove = command("remove")
    remove.add_argument("documents", nargs="+", metavar=texts.DOCUMENT)
    for changing in (add, remove):
        changing.add_argument("--yes", action="store_true", help=texts.CLI_HELP["yes"])
        changing.add_argument("--force", action="store_true", help=texts.CLI_HELP["force"])
    command("rollback")
    command("history").add_argument("--json", action="store_true", help=texts.CLI_HELP["json"])
    golden = command("golden")
    golden.add_argument("what", choices=("add",), metavar="add")
    golden.add_argument("question", nargs="+", metavar=texts.QUESTION)
    golden.add_argument("--yes", action="store_true", help=texts.CLI_HELP["yes"])
    command("chat")
    command("bot").add_argument("--check", action="store_true", help=texts.CLI_HELP["bot-check"])
    evaluation = command("eval")
    evaluation.add_argument("file", type=Path, metavar=texts.FILE)
    evaluation.add_argument("--strip-accents", action="store_true", help=texts.CLI_HELP["strip"])
    evaluation.add_argument("--wrong", action="store_true", help=texts.CLI_HELP["wrong"])
    evaluation.add_argument(
        "--distractors", type=Path, metavar=texts.FILE, help=texts.CLI_HELP["distractors"]
    )
    evaluation.add_argument("--ablate", action="store_true", help=texts.CLI_HELP["ablate"])
    retrieval = command("retrieval")
    retrieval.add_argument("--corpus", type=Path, required=True, metavar=texts.FILE)
    retrieval.add_argument("--questions", type=Path, required=True, metavar=texts.FILE)
    retrieval.add_argument("--strip-accents", action="store_true", help=texts.CLI_HELP["strip"])
    return parser
