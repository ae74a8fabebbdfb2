"""What a page, its response and its site state about its use."""

from __future__ import annotations

from newsscraper.items.rights import Rights
from newsscraper.pages.document import Document
from newsscraper.rights import header_statements, meta_statements, rights_from
from newsscraper.rights.metadata import is_rights_name


def stated_rights(document: Document) -> Rights | None:
    """The statements about the use of a page; ``None`` without any.

    Args:
        document: The page.

    """
    capture, stated = document.capture, dict[str, list[str]]()
    if len(capture.headers) > ("content-type" in capture.headers):
        stated |= header_statements(capture.headers)
    if document.form == "html":
        named = [
            (name, element.get("content") or "")
            for element in document.root.iter("meta")
            if is_rights_name(name := (element.get("name") or "").strip().lower())
        ]
        stated |= meta_statements(named) if named else {}
    if (site := capture.site_statements) is not None:
        stated |= {
            "content_signal": list(site.content_signal),
            "tdmrep_json": list(site.tdmrep_json),
        }
    return rights_from(stated) if stated else None
