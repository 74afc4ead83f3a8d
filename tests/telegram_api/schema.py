"""Requests and updates against aiogram's models of the Bot API: names, types, nothing missing or unknown."""

from __future__ import annotations

import inspect
import json
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import aiogram.methods
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from pydantic import BaseModel, ValidationError

from tests.telegram_api.errors import Violation

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    method.__api_method__.lower(): method
    for method in vars(aiogram.methods).values()
    if inspect.isclass(method) and issubclass(method, TelegramMethod) and method is not TelegramMethod
}
"""Every method of the Bot API by its name in lower case: Telegram takes any case."""


def read_request(name: str, parameters: Mapping[str, str]) -> TelegramMethod[Any]:
    """A request as its model. `parameters` as they come in a form: strings as they are, all else as JSON."""
    model = METHODS.get(name.lower())
    if model is None:
        raise Violation(f"method {name} not found", 404)
    values: dict[str, Any] = {}
    for key, text in parameters.items():
        field = model.model_fields.get(key)
        if field is None:
            raise Violation(f"unknown parameter {key} of {name}")
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("deprecated"):
            raise Violation(f"deprecated parameter {key} of {name}")
        values[key] = _decode(key, text, _plain_types(field.annotation))
    return _checked(model, values)


def check_update(update: Mapping[str, Any]) -> None:
    """An update as Telegram would send it; a mistake here is one of the tests."""
    _checked(Update, update, strict=False)


def as_json(value: BaseModel) -> dict[str, Any]:
    """A model as it stands in a request or an answer."""
    return typing.cast(dict[str, Any], value.model_dump(mode="json", exclude_defaults=True, by_alias=True))


def _decode(key: str, text: str, plain: set[type]) -> Any:
    if int in plain and text.lstrip("-").isdecimal():  # chat_id: a number, or a @name
        return int(text)
    if str in plain:
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise Violation(f"parameter {key} is not JSON: {text!r}") from None


def _plain_types(annotation: Any) -> set[type]:
    """The simple types a parameter may have."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return {member for member in typing.get_args(annotation) if member in (int, str)}
    return {annotation} & {int, str}


def _checked(model: type[Any], values: Mapping[str, Any], *, strict: bool = True) -> Any:
    try:
        checked = model.model_validate_json(json.dumps(values), strict=strict)
    except ValidationError as error:
        raise Violation(f"{model.__name__}: {error.errors()[0]['loc']} {error.errors()[0]['msg']}") from None
    unknown = list(_unknown_fields(checked, model.__name__))
    if unknown:
        raise Violation(f"unknown fields: {', '.join(unknown)}")
    return checked


def _unknown_fields(value: Any, path: str) -> Iterator[str]:
    """aiogram's models take fields they do not know; a strict server does not."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or ())
        for name in type(value).model_fields:
            yield from _unknown_fields(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _unknown_fields(item, f"{path}[{number}]")
