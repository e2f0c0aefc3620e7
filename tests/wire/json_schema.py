"""Just enough JSON Schema for ours, and strict about it: a keyword not looked at here fails loudly."""

import re
from typing import Any

SAID_ELSEWHERE = {"title", "description", "default", "discriminator"}
KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
}


def fits(value: Any, schema: dict[str, Any], named: dict[str, Any]) -> bool:
    """Whether `value` is as `schema` says; `$ref` is looked up in `named`."""
    return all(_holds(value, word, said, schema, named) for word, said in schema.items())


def _holds(value: Any, word: str, said: Any, schema: dict[str, Any], named: dict[str, Any]) -> bool:
    match word:
        case "$ref":
            return fits(value, named[said.rpartition("/")[2]], named)
        case "anyOf":
            return any(fits(value, one, named) for one in said)
        case "type":
            return isinstance(value, KINDS[said]) and (said == "boolean" or not isinstance(value, bool))
        case "enum":
            return value in said
        case "properties":
            return all(fits(value[key], inner, named) for key, inner in said.items() if key in value)
        case "required":
            return set(said) <= set(value)
        case "additionalProperties":
            assert said is False
            return set(value) <= set(schema["properties"])
        case "items":
            return all(fits(item, said, named) for item in value)
        case "minItems" | "minLength":
            return bool(len(value) >= said)
        case "maxItems" | "maxLength":
            return bool(len(value) <= said)
        case "minimum":
            return bool(value >= said)
        case "maximum":
            return bool(value <= said)
        case "multipleOf":
            return bool(value % said == 0)
        case "pattern":
            return re.search(said, value) is not None
    assert word in SAID_ELSEWHERE, f"{word} is not looked at"
    return True
