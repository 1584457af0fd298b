"""Which parts of an HTML page are not shown, and which belong to the site, not to the person."""

from __future__ import annotations

import re
from collections.abc import Mapping

UNSHOWN = frozenset(
    "script style template noscript head title meta link svg math-ml object embed iframe canvas "
    "audio video map select textarea button datalist".split()
)
CHROME_TAGS = frozenset(("nav", "footer", "dialog"))
CHROME_ROLES = frozenset("navigation contentinfo menu menubar search dialog alertdialog".split())
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Words of class names and ids in the templates of site builders.
HIDDEN_WORDS = frozenset(
    "hidden invisible d-none hide visually-hidden sr-only screen-reader-text collapse".split()
)
NAMED_CHROME = re.compile(
    r"^(?:(?:main|site|top|page|primary|secondary|header|masthead|global|greedy|footer)[-_]*)*"
    r"(?:nav|navbar|navigation|menu|footer|breadcrumbs?|cookies?|pagination|skip-?links?|sharing|"
    r"share|masthead|sharedaddy|mw-editsection|printfooter|jp-relatedposts|widget-area|colophon|wayback|wm-ipp.*)"
    r"(?:[-_]*(?:bar|menu|links?|container|wrapper|inner|list|content|area|widgets?|base))*$",
    re.I,
)
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
FILES = re.compile(r"\.(?:pdf|ps|gz|zip|bib|txt|pptx?|key|docx?)(?:[?#].*)?$", re.I)
# A part that a button opens and that belongs to a record: shown on demand, so content.
ON_DEMAND = re.compile(r"abstract|(?:^|[-_ ])abs(?:$|[-_ ])", re.I)


def is_unshown(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether browsers show nothing of the element, but for an abstract shown on demand."""
    if tag in UNSHOWN:
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    hidden = (
        "hidden" in attributes
        or HIDDEN_STYLE.search(attributes.get("style") or "")
        or HIDDEN_WORDS.intersection(named.split())
    )
    return bool(hidden) and not ON_DEMAND.search(named)


def is_chrome(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether the element is a menu, a footer or the like, by its tag, role or name."""
    if tag in CHROME_TAGS or (attributes.get("role") or "").casefold() in CHROME_ROLES:
        return True
    if tag in ("body", "html", "main", "article", "li", "a"):
        return False
    names = (attributes.get("class") or "").split() + [attributes.get("id") or ""]
    return any(NAMED_CHROME.match(name) for name in names)


def leads_inside(target: str) -> bool:
    """Whether a link leads to a part or a page of the same site, as the links of menus do."""
    return not ABSOLUTE.match(target) and not FILES.search(target)
