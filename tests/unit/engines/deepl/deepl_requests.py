"""What DeepL's published description (github.com/DeepLcom/openapi, June 2026) says of the requests we send.

Of each operation: the parameters of its query, and its body, with the fields that we use. A request with
anything else does not validate. The words of JSON Schema that are understood are those that stand here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

STRING: dict[str, Any] = {"type": "string"}
BOOLEAN: dict[str, Any] = {"type": "boolean"}
LANGUAGE: dict[str, Any] = {"type": "string", "pattern": r"[A-Za-z]{2}(-[A-Za-z]{2,4})?"}


def listed(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def items(kind: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": kind, **more}


def table(required: str = "", **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required.split()}


PAIR = {"source_lang": LANGUAGE, "target_lang": LANGUAGE}
DICTIONARY = table(
    "source_lang target_lang entries entries_format",
    **PAIR, entries=STRING, entries_format=listed("tsv", "csv"),
)  # fmt: skip
TRANSLATION = table(
    "text target_lang",
    **PAIR,
    text=items(STRING, minItems=1, maxItems=50),
    context=STRING,
    show_billed_characters=BOOLEAN,
    split_sentences=listed("0", "1", "nonewlines"),
    preserve_formatting=BOOLEAN,
    formality=listed("default", "more", "less", "prefer_more", "prefer_less"),
    model_type=listed("quality_optimized", "prefer_quality_optimized", "latency_optimized"),
    glossary_id=STRING,
    glossary_ids=items(STRING, maxItems=5),
    style_id=STRING,
    custom_instructions=items({"type": "string", "maxLength": 300}, maxItems=10),
    tag_handling=listed("xml", "html"),
    tag_handling_version=listed("v1", "v2"),
    outline_detection=BOOLEAN,
    non_splitting_tags=items(STRING),
    splitting_tags=items(STRING),
    ignore_tags=items(STRING),
)
NOTHING = table()
PAGE = {"type": "integer", "minimum": 0}
STYLES = {"page": PAGE, "page_size": {"type": "integer", "minimum": 1, "maximum": 25}, "detailed": BOOLEAN}
GLOSSARY = "/v3/glossaries/{glossary_id}"
OPERATIONS: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]] = {
    ("POST", "/v2/translate"): (NOTHING, TRANSLATION),
    ("GET", "/v2/usage"): (NOTHING, NOTHING),
    ("GET", "/v3/glossaries"): (NOTHING, NOTHING),
    ("POST", "/v3/glossaries"): (
        NOTHING,
        table("name dictionaries", name=STRING, dictionaries=items(DICTIONARY, minItems=1)),
    ),
    ("GET", GLOSSARY): (NOTHING, NOTHING),
    ("PATCH", GLOSSARY): (NOTHING, table("", name=STRING, dictionaries=items(DICTIONARY))),
    ("DELETE", GLOSSARY): (NOTHING, NOTHING),
    ("GET", f"{GLOSSARY}/entries"): (table("source_lang target_lang", **PAIR), NOTHING),
    ("PUT", f"{GLOSSARY}/dictionaries"): (NOTHING, DICTIONARY),
    ("DELETE", f"{GLOSSARY}/dictionaries"): (table("source_lang target_lang", **PAIR), NOTHING),
    ("GET", "/v3/style_rules"): (table("", **STYLES), NOTHING),
}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def faults(method: str, path: str, query: Mapping[str, list[str]], body: Any) -> list[str]:
    """What of a request is not in the description; empty when it validates."""
    described = [told for (verb, at), told in OPERATIONS.items() if verb == method and fits(at, path)]
    if not described:
        return [f"{method} {path} is not described"]
    asked, sent = described[0]
    read = {name: typed(values, asked["properties"].get(name, {})) for name, values in query.items()}
    return [*invalid(read, asked, "query"), *invalid(body, sent, "body")]


def fits(described: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(described)), path) is not None


def typed(values: list[str], schema: Mapping[str, Any]) -> Any:
    """A parameter of a query, which is text, as the value that the description means."""
    (value,) = values
    if schema.get("type") == "integer" and value.isdigit():
        return int(value)
    return {"true": True, "false": False}.get(value, value) if schema.get("type") == "boolean" else value


def invalid(value: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    kind = TYPES[schema["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield f"{where} is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is {value!r}"
    if "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        yield f"{where} is {value!r}"
    if "minimum" in schema and not schema["minimum"] <= value <= schema.get("maximum", value):
        yield f"{where} is {value}"
    if len(value if isinstance(value, str) else ()) > schema.get("maxLength", 10**9):
        yield f"{where} is too long"
    if kind is list:
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9):
            yield f"{where} has {len(value)} items"
        for place, item in enumerate(value):
            yield from invalid(item, schema["items"], f"{where}[{place}]")
    if kind is dict:
        for name in schema["required"]:
            if name not in value:
                yield f"{where}.{name} is missing"
        for name, inner in value.items():
            if name not in schema["properties"]:
                yield f"{where}.{name} is not described"
            else:
                yield from invalid(inner, schema["properties"][name], f"{where}.{name}")
