"""Whether a query would leave the store: a sure answer, not a search for a word.

Cutting SPARQL into tokens by pattern cannot be sure, for what ``<`` begins depends on where it stands: in
``?a<?b)SERVICE#>`` it may begin an IRI or compare two variables. So the parser itself is asked: one letter is changed
in every occurrence of the word. If the text still parses, the word was part of a string, a comment, an IRI or a name;
if it does not, the word was a keyword (or the text never was SPARQL).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

SERVICE = re.compile("(SERVI)(C)(E)", re.IGNORECASE | re.ASCII)
LOAD = re.compile("(LO)(A)(D)", re.IGNORECASE | re.ASCII)
LETTERS = {SERVICE: "service", LOAD: "load"}
BASE = "http://localhost/"


def calls_service(text: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a query has a SERVICE clause; True as well for a text with that word that is no SPARQL."""
    return objection(SERVICE, text, prefixes) is not None


def objection(
    word: re.Pattern[str], text: str, prefixes: Mapping[str, str], *, update: bool = False
) -> SyntaxError | None:
    """What the parser says of a query (or update) once ``word`` is no keyword of it: nothing, if it never was one."""
    if LETTERS[word] not in text.lower() or not word.search(text):  # the first is quick
        return None
    known = {_masked(word, name): _masked(word, namespace) for name, namespace in prefixes.items()}
    empty = Store()
    parse = empty.update if update else empty.query
    try:
        parse(_masked(word, text), base_iri=BASE, prefixes=known)
    except SyntaxError as error:
        return error
    except (OSError, ValueError, RuntimeError):
        return None  # it parsed, and then asked something of the empty store that it does not have
    return None


def _masked(word: re.Pattern[str], text: str) -> str:
    """The text with a letter of the word changed, in the same case, so that different names stay different."""
    return word.sub(lambda match: match[1] + ("X" if match[2].isupper() else "x") + match[3], text)
