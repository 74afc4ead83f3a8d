"""The loaded plans as one SQLite file: documents and what they amend, sections, tasks, agencies.

The file is written whole and then only read; it carries foreign keys and full-text search, so that it opens
usefully in Datasette too. The only module that imports sqlite-utils (reading uses the standard library, so
that a question from cold does not pay for the import).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus.agencies import expand_agency
from corpus.model import Amendment, DataRow, DataTable, Document, Plan, Section, TaskRow

_LISTS: dict[str, tuple[str, ...]] = {
    "documents": ("bases", "recipients", "annex_titles"),
    "amendments": ("lines",),
    "sections": ("lines", "place"),
    "tables": ("columns", "lines"),
    "table_rows": ("cells", "above", "lines", "place"),
    "tasks": ("lead", "coop", "extra", "repaired", "lines", "place", "agencies", "start_on", "due_on"),
}


def write_plans(path: Path, plans: Iterable[Plan]) -> None:
    """Write plans into a new database file at `path`; the file must not exist yet."""
    import sqlite_utils  # only the writer needs it

    database: Any = sqlite_utils.Database(path)  # its tables may be views to a type checker
    database.execute("PRAGMA foreign_keys = ON")
    _create_tables(database)
    for plan in plans:
        database["documents"].insert(_record(plan.document, "documents"))
        database["amendments"].insert_all(
            _record(amendment, "amendments") | {"doc": plan.document.id, "position": at}
            for at, amendment in enumerate(plan.document.amends)
        )
        database["sections"].insert_all(
            _record(section, "sections") | {"position": at} for at, section in enumerate(plan.sections)
        )
        database["tasks"].insert_all(
            _record(task, "tasks") | {"position": at} for at, task in enumerate(plan.tasks)
        )
        _insert_tables(database, plan)
        _link_agencies(database, plan)
    searched = {
        "sections": ("title", "text"),
        "tasks": ("task", "goal", "product"),
        "table_rows": ("text", "above"),
    }
    for table, columns in searched.items():
        database[table].enable_fts(columns, tokenize="unicode61 remove_diacritics 2")
    database.conn.commit()
    database.close()


def _create_tables(database: Any) -> None:
    text, whole, real_json = str, int, str
    database["documents"].create(
        {
            **dict.fromkeys(("id", "kind", "number", "date", "issuer", "place", "province", "title"), text),
            **dict.fromkeys(("signer", "signer_role", "header", "signature", "source_file", "sha256"), text),
            **dict.fromkeys(_LISTS["documents"], real_json),
        },
        pk="id",
    )
    database["amendments"].create(
        {
            **dict.fromkeys(("doc", "kind", "number", "date", "words"), text),
            **dict.fromkeys(("partial", "position"), whole),
            **dict.fromkeys(_LISTS["amendments"], real_json),
        },
        pk=("doc", "position"),
        foreign_keys=[("doc", "documents", "id")],
    )
    database["sections"].create(
        {
            **dict.fromkeys(
                ("id", "doc", "parent", "number", "printed_number", "title", "text", "body"), text
            ),
            "level": whole,
            "position": whole,
            **dict.fromkeys(_LISTS["sections"], real_json),
        },
        pk="id",
        foreign_keys=[("doc", "documents", "id"), ("parent", "sections", "id")],
    )
    database["tasks"].create(
        {
            **dict.fromkeys(("id", "doc", "table", "group", "group_title", "number", "printed_number"), text),
            **dict.fromkeys(("task", "goal", "product", "lead_text", "coop_text", "start", "due"), text),
            **dict.fromkeys(("goal_inherited", "uncertain", "position"), whole),
            **dict.fromkeys(_LISTS["tasks"], real_json),
            **dict.fromkeys(("due_from", "due_to", "due_kind"), text),
        },
        pk="id",
        foreign_keys=[("doc", "documents", "id")],
    )
    database["tables"].create(
        {
            **dict.fromkeys(("id", "doc", "section", "name", "title"), text),
            **dict.fromkeys(_LISTS["tables"], real_json),
            **dict.fromkeys(("counted", "position"), whole),
        },
        pk="id",
        foreign_keys=[("doc", "documents", "id"), ("section", "sections", "id")],
    )
    database["table_rows"].create(
        {
            **dict.fromkeys(("table", "text"), text),
            **dict.fromkeys(_LISTS["table_rows"], real_json),
            "position": whole,
        },
        foreign_keys=[("table", "tables", "id")],
    )
    database["agencies"].create({"name": text}, pk="name")
    database["task_agencies"].create(
        {"task": text, "agency": text, "role": text, "printed": text},
        pk=("task", "agency", "role"),
        foreign_keys=[("task", "tasks", "id"), ("agency", "agencies", "name")],
    )


def _insert_tables(database: Any, plan: Plan) -> None:
    """The tables that assign no tasks, numbered over the document ("54/KH-UBND!1"), and their rows."""
    for at, table in enumerate(plan.tables):
        id_ = f"{table.doc}!{at + 1}"
        record = _record(table, "tables")
        del record["rows"]
        database["tables"].insert(record | {"id": id_, "position": at})
        database["table_rows"].insert_all(
            _record(row, "table_rows") | {"table": id_, "position": position}
            for position, row in enumerate(table.rows)
        )


def _record(
    value: Document | Amendment | Section | TaskRow | DataTable | DataRow, table: str
) -> dict[str, Any]:
    record = value.model_dump(mode="json", by_alias=True, exclude={"amends"})
    if isinstance(value, TaskRow):
        due = record["due_on"]
        record |= {"due_from": due["from"], "due_to": due["to"], "due_kind": due["kind"]}
    for column in _LISTS[table]:
        record[column] = json.dumps(record[column], ensure_ascii=False)
    return record


def _link_agencies(database: Any, plan: Plan) -> None:
    links = [
        {"task": task.id, "agency": agency, "role": role, "printed": printed}
        for task in plan.tasks
        for role, names in (("lead", task.lead), ("coop", task.coop))
        for printed in names
        for agency in expand_agency(printed)
    ]
    database["agencies"].insert_all(({"name": link["agency"]} for link in links), ignore=True)
    database["task_agencies"].insert_all(links, ignore=True)


def read_plans(path: Path) -> tuple[Plan, ...]:
    """Read every plan of a database written by `write_plans`, in the order they were written."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        sections: dict[str, list[Section]] = {}
        for record in _records(connection, "sections", "ORDER BY rowid"):
            sections.setdefault(record["doc"], []).append(Section.model_validate(record))
        amends: dict[str, list[Amendment]] = {}
        for record in _records(connection, "amendments", "ORDER BY rowid"):
            amends.setdefault(record.pop("doc"), []).append(Amendment.model_validate(record))
        tasks: dict[str, list[TaskRow]] = {}
        for record in _records(connection, "tasks", "ORDER BY rowid"):
            tasks.setdefault(record["doc"], []).append(TaskRow.model_validate(record))
        rows: dict[str, list[DataRow]] = {}
        for record in _records(connection, "table_rows", "ORDER BY rowid"):
            rows.setdefault(record.pop("table"), []).append(DataRow.model_validate(record))
        tables: dict[str, list[DataTable]] = {}
        for record in _records(connection, "tables", "ORDER BY rowid"):
            table = DataTable.model_validate(record | {"rows": rows.get(record.pop("id"), [])})
            tables.setdefault(table.doc, []).append(table)
        return tuple(
            Plan(
                document=(
                    document := Document.model_validate(record | {"amends": amends.get(record["id"], ())})
                ),
                sections=tuple(sections.get(document.id, ())),
                tasks=tuple(tasks.get(document.id, ())),
                tables=tuple(tables.get(document.id, ())),
            )
            for record in _records(connection, "documents", "ORDER BY rowid")
        )
    finally:
        connection.close()


_DERIVED = {"position", "due_from", "due_to", "due_kind"}  # columns for people who browse the file


def _records(connection: sqlite3.Connection, table: str, order: str) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM [{table}] {order}")  # noqa: S608 (names are constants)
    columns = [column[0] for column in cursor.description]
    for row in cursor:
        record = {name: value for name, value in zip(columns, row, strict=True) if name not in _DERIVED}
        for column in _LISTS[table]:
            record[column] = json.loads(record[column])
        yield record
