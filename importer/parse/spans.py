"""Spans inside a line: link labels, addresses, identifiers, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from importer import knowledge
from importer.records import Link

URL = re.compile(r"https?://[^\s<>\"\]]*[^\s<>\"\].,;:)]")
ARXIV = re.compile(
    r"(?<![\d.])(?:arxiv\s*(?:preprint)?\s*(?:arxiv)?[:\s]*)?(?P<new>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?(?![\d.]\d|\d)"
    r"|arxiv[:\s]*(?P<old>[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})"
    r"|\b(?P<bare>(?:math|hep-(?:th|ph|ex|lat)|cond-mat|astro-ph|gr-qc|quant-ph|nlin|nucl-(?:th|ex)|"
    r"physics|cs|q-bio|alg-geom|dg-ga)(?:\.[A-Z]{2})?/\d{7})\b",
    re.I,
)
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)\]]")
GROUP = re.compile(r"\[\s*([^\[\]]{1,80}?)\s*\]|\(\s*([^()]{1,80}?)\s*\)")
TRAILING = re.compile(r"\s*(?:\[\s*([^\[\]]{1,80}?)\s*\]|\(\s*([^()]{1,80}?)\s*\))\s*[.,;|]?\s*$")
BETWEEN = re.compile(r"[\s|/·•,;.–—-]*")
PAREN_TAIL = re.compile(r"[\s.,;]*\(([^()]*)\)[\s.,;]*$")
SEPARATORS = re.compile(r"\s+[|/·•]\s+|\s*\|\s*|\s*[,;]\s+")


CODE_HOSTS = re.compile(
    r"//(?:www\.)?(?:github\.com|gitlab\.com|zenodo\.org|osf\.io|bitbucket\.org|dataverse\.|figshare\.com|"
    r"codeocean\.com|huggingface\.co/datasets)",
    re.I,
)


def arxiv_ids(text: str) -> tuple[str, ...]:
    """arXiv identifiers in order, without version, each once."""
    found = (m["new"] or m["old"] or m["bare"] for m in ARXIV.finditer(text))
    return tuple(dict.fromkeys(found))


def is_label(text: str, bracketed: bool = False) -> bool:
    """Whether the text is known as the label of a link; in square brackets a near miss will do."""
    return knowledge.is_link_label(text, near=bracketed)


def label_row(text: str) -> tuple[Link, ...]:
    """The links of a line that has nothing but labels; empty for any other line."""
    grouped = _grouped(text)
    if grouped:
        return grouped
    body = text.strip().strip("[]()").strip()
    parts = [p.strip() for p in SEPARATORS.split(body) if p.strip()]
    if len(body) > 200 or not all(is_label(p, bracketed=len(parts) > 1) for p in parts):
        return ()
    return tuple(Link(p) for p in parts)


def _grouped(text: str) -> tuple[Link, ...]:
    found: list[Link] = []
    at = 0
    for match in GROUP.finditer(text):
        if BETWEEN.fullmatch(text, at, match.start()) is None:
            return ()
        labels = labels_in(match[1] or match[2], bracketed=bool(match[1]))
        if not labels:
            return ()
        found += labels
        at = match.end()
    return tuple(found) if found and BETWEEN.fullmatch(text, at) else ()


def labels_in(inner: str, bracketed: bool) -> tuple[Link, ...]:
    """The labels that one bracket holds: "pdf", or several as in "[abstract | slides]".

    Between bars, one known label vouches for the others, and beside one a number of arXiv is one.
    """
    parts = [p.strip() for p in SEPARATORS.split(inner) if p.strip()]
    if len(parts) < 2:
        return (Link(inner),) if is_label(inner, bracketed) else ()
    known = [is_label(p, bracketed) for p in parts]
    if any(known):
        known = [k or bool(ARXIV.fullmatch(p)) for k, p in zip(known, parts, strict=True)]
    barred = bracketed and "|" in inner and all(len(p.split()) <= 3 for p in parts)
    return tuple(map(Link, parts)) if all(known) or barred and any(known) else ()


def with_urls(labels: Iterable[Link], links: Iterable[Link]) -> tuple[Link, ...]:
    """The labels found in a text, each with the address that the source has for it."""
    urls: dict[str, list[str]] = {}
    for link in links:
        urls.setdefault(link.label.casefold(), []).append(link.url)
    found = []
    for label in labels:
        waiting = urls.get(label.label.casefold())
        found.append(Link(label.label, label.url or (waiting.pop(0) if waiting else "")))
    return tuple(found)


def take_labels(text: str) -> tuple[str, tuple[Link, ...]]:
    """(text without the link labels at its end, those links)."""
    found: list[Link] = []
    while True:
        match = TRAILING.search(text[-120:])
        labels = labels_in(match[1] or match[2], bool(match[1])) if match else ()
        if not match or not labels:
            return text, tuple(reversed(found))
        found += reversed(labels)
        text = text[: len(text) - min(len(text), 120) + match.start()].rstrip()


def has_code(links: tuple[Link, ...]) -> bool:
    """Whether one of the labels leads to code or data of the work's own."""
    known = knowledge.phrase_pattern("code_labels")
    return any(
        known.search(link.label) and len(link.label.split()) <= 5 or CODE_HOSTS.search(link.url)
        for link in links
        if link.label
    )


def take_parenthesis(text: str) -> tuple[str, str] | None:
    """(text before, text in) the parenthesis a text ends with."""
    match = PAREN_TAIL.search(text[-400:])
    if not match:
        return None
    return text[: max(0, len(text) - 400) + match.start()].rstrip(" "), match[1].strip()


def split_outside(text: str, separator: str = ",") -> list[str]:
    """The parts of a text apart by the separator, but not within brackets."""
    parts, depth, start = [], 0, 0
    for k, char in enumerate(text):
        depth += (char in "([{") - (char in ")]}")
        if char == separator and depth <= 0:
            parts.append(text[start:k])
            start = k + 1
    return [p.strip() for p in (*parts, text[start:])]
