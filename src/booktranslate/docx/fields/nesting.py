"""Follow the marks of complex fields (ECMA-376-1 §17.16.18), which may be inside one another."""


def follow(fields: list[bool], mark: str | None) -> bool:
    """Take note of a mark: `begin`, `separate` or `end`; returns whether it belongs to a field.

    `fields` has an item for each field that is open, the innermost last: whether it is in its instruction.
    """
    match mark:
        case "begin":
            fields.append(True)
        case "separate" if fields and fields[-1]:
            fields[-1] = False
        case "end" if fields:
            fields.pop()
        case _:
            return False
    return True
