"""Pages of pyvis that open without a network: what its template takes from a CDN is left out, files are UTF-8."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pyvis.network import Network

#: Style and script of Bootstrap, which the template links whatever it is told; the picture needs neither.
_FETCHED: Final = re.compile(
    r"<link\b[^>]*\bhref=\"https?://[^>]*>|<script\b[^>]*\bsrc=\"https?://[^>]*>\s*</script>", re.DOTALL
)


class OfflineNetwork(Network):  # type: ignore[misc] # pyvis is not typed
    """A network of pyvis whose page fetches nothing."""

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as text."""
        return _FETCHED.sub("", super().generate_html(name, local=local, notebook=notebook))

    def write_html(
        self,
        name: str,
        local: bool = True,
        notebook: bool = False,
        open_browser: bool = False,
    ) -> None:
        """Write the page, in UTF-8 on every system."""
        self.html = self.generate_html(name, local=local, notebook=notebook)
        Path(name).write_text(self.html, encoding="utf-8", newline="\n")
        if open_browser:
            import webbrowser  # noqa: PLC0415 - only where a page is opened

            webbrowser.open(Path(name).resolve().as_uri())
