"""Weblate, where a team translates in the browser: how a book is set up there, and its REST API.

components    what Weblate is told about a book: a project, a component for each PO file, the glossary
server        the requests; tested with Weblate 2026.10.1
"""

from booktranslate.weblate.components import (
    GLOSSARY,
    Component,
    as_json,
    components,
    glossary_file,
    project_settings,
)
from booktranslate.weblate.server import Server, connect

__all__ = [
    "GLOSSARY",
    "Component",
    "Server",
    "as_json",
    "components",
    "connect",
    "glossary_file",
    "project_settings",
]
