"""Identity: what makes two things one, and the IRI that says so. ``mint`` and ``parse`` are inverse.

| thing | name | IRI under the base |
|---|---|---|
| power item | its code without blanks; see `uncoded` and `clash` | id/power/… |
| body | 18-character unified social credit code, else a hash of its name | id/org/… |
| sub-unit | its body and a hash of its name | id/org/…/unit/… |
| document | canonical title | id/law/中华人民共和国劳动合同法 |
| provision | canonical title and path | id/law/中华人民共和国劳动合同法/art_84__para_1 |
| version of a document | canonical title and its day (YYYY-MM-DD, undated) | id/law/…/version/2012-12-28 |
| provision as a version words it | the same and path | id/law/…/version/2012-12-28/art_84 |
| amendment | title of the document amended and the day as stated | id/law/…/amendment/2018-12-29 |
| place | its name | id/place/江南市 |
| list | the name of its file without ending | id/list/… |
| file | SHA-256 of its bytes | id/file/sha256-… |
| entry of a register, citation, sanction, stage, ground, cell … | kind and a hash of the content | id/fact/sanction-… |

IRIs keep Chinese characters as they are (RFC 3987); what an IRI path segment may not hold is percent-encoded in
UTF-8, and so are blanks and invisible signs, which nobody could tell apart in a query. `ascii_form` is the URI
(RFC 3986) of an IRI for tools that know no others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final, Literal
from urllib.parse import unquote

from extract.clean import compact
from kg.graph.terms import BASE

Kind = Literal[
    "power", "body", "unit", "law", "provision", "amendment", "version", "wording", "list", "file", "fact", "place"
]

# What may stand in a path segment: ipchar of RFC 3987 (unreserved, sub-delims, ":" and "@"), fixed here so that no
# version of the Unicode tables changes an identifier; of ucschar, blanks and invisible signs are left out.
_INVISIBLE: Final = r"\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff"
_MAY_STAND: Final = (
    rf"(?![{_INVISIBLE}])[A-Za-z0-9\-._~!$&'()*+,;=:@\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd"
    r"\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)
_TO_ENCODE: Final = re.compile(rf"(?!{_MAY_STAND})[\s\S]")
_FORMS: Final[dict[Kind, str]] = {
    "power": "power/{}", "body": "org/{}", "unit": "org/{}/unit/{}", "law": "law/{}", "provision": "law/{}/{}",
    "amendment": "law/{}/amendment/{}", "version": "law/{}/version/{}", "wording": "law/{}/version/{}/{}",
    "place": "place/{}", "list": "list/{}", "file": "file/sha256-{}", "fact": "fact/{}",
}  # fmt: skip
_SHAPES: Final = {kind: re.compile(re.escape(form).replace(r"\{\}", "([^/?#]+)")) for kind, form in _FORMS.items()}
_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Name:
    """What an IRI stands for: its kind and the keys that make it, outermost first, none of them empty."""

    kind: Kind
    keys: tuple[str, ...]


def mint(name: Name, base: str = BASE) -> str:
    """The IRI of a name.

    >>> mint(Name("provision", ("中华人民共和国劳动合同法", "art_84")))
    'https://w3id.org/quanze/id/law/中华人民共和国劳动合同法/art_84'

    Raises:
        ValueError: a key is empty, or there are too many or too few for the kind.

    """
    form = _FORMS[name.kind]
    if len(name.keys) != form.count("{}") or not all(name.keys):
        raise ValueError(f"{name} does not fill {form}")
    return f"{base}id/{form.format(*map(segment, name.keys))}"


def parse(iri: str, base: str = BASE) -> Name:
    """The name an IRI was minted from, given as IRI or in its ASCII form.

    Raises:
        ValueError: the IRI was not minted here, or under another base.

    """
    rest = iri.removeprefix(f"{base}id/")
    if rest != iri:
        for kind, shape in _SHAPES.items():
            if match := shape.fullmatch(rest):
                return Name(kind, tuple(unquote(key, errors="surrogatepass") for key in match.groups()))
    raise ValueError(f"{iri!r} is no identifier under {base}id/")


@lru_cache(maxsize=65536)
def segment(text: str) -> str:
    """``text`` as one segment of an IRI path, readable where that is allowed.

    >>> segment("就业补助资金 管理办法(试行)/50%")
    '就业补助资金%20管理办法(试行)%2F50%25'
    """
    if text in {".", ".."}:
        return text.replace(".", "%2E")
    return _TO_ENCODE.sub(lambda match: _encoded(match[0]), text)


def ascii_form(iri: str) -> str:
    """The URI of an IRI (RFC 3987, 3.1): every character beyond ASCII percent-encoded in UTF-8."""
    return _NON_ASCII.sub(lambda match: _encoded(match[0]), iri)


def digest(*parts: str) -> str:
    """16 hexadecimal digits (64 bits) that stand for a sequence of texts; where one part ends matters."""
    counted = "".join([f"{len(part)}:{part}" for part in parts])
    return blake2b(counted.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fact(kind: str, *parts: str) -> Name:
    """The name of a thing that is what its content is: ``fact("ground", "1", "没有法律依据…")``."""
    return Name("fact", (f"{kind}-{digest(*parts)}",))


def uncoded(listing: str, printed_type: str, name: str, sub_name: str) -> Name:
    """The name of a power item that bears no code."""
    return Name("power", (f"n-{digest(listing, printed_type, name, sub_name)}",))


def clash(code: str, name: str, sub_name: str) -> Name:
    """The name of a power item whose code another item of the list bears already."""
    return Name("power", (f"{code}-{digest(name, sub_name)}",))


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A code or name as identity reads it: in compatibility form (NFKC), without blanks and leftover markup."""
    return compact(text)


def _encoded(signs: str) -> str:
    return "".join(f"%{octet:02X}" for octet in signs.encode("utf-8", "surrogatepass"))
