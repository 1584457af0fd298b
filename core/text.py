"""The one place where text that people wrote, or that was imported, becomes HTML.

Three dialects: a *line* (titles: plain text with TeX mathematics), *TeX prose* (abstracts as
paper sites store them) and *Markdown* (what editors write). Each escapes or sanitises; nothing
else in the project marks a string as safe.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from math_core import LatexError, LatexToMathML
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

LONGEST = 100_000  # characters that are read as Markdown or TeX; more than any text here has
LONGEST_FORMULA = 5_000
DEEPEST = 50  # nested braces; pylatexenc recurses once for each
MATH = re.compile(r"(?<!\\)(\$\$?)(?=\S)((?:\\.|[^$\\])+?)(?<=\S)\1(?!\d)", re.S)
BARE_PERCENT = re.compile(r"(?<!\\)%")
LOOKS_LIKE_TEX = re.compile(r"\\[A-Za-z%&_#$\"'`^~{}]|``|''|(?<=\S)~(?=\S)|[{}]")
LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]*\)")
BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
# What makes a heading or an item of a list of a line.
LINE_START = re.compile(r"^([^\S\n]*\d*)(#|[-+](?=\s|$)|-(?=-+\s*$)|(?<=\d)[.)](?=\s|$))", re.M)
# Numbers above and below the line, of which Unicode has all that titles have.
SHIFTED = re.compile(r"([\^_])([0-9+\-]+)")
ABOVE = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
BELOW = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
GAP = re.compile(r"\n\s*\n")
HEADING = re.compile(r"<(/?)h([1-6])>")

# What a link leads to that names a row instead of an address, as in [Ada](person:12): such links
# are set when a page goes out (groupsite/references.py).
REFERENCES = ("person", "work")

# Declarations that choose a font for what follows.
FONTS = "em rm it bf tt sc sl sf cal normalfont small large bfseries itshape rmfamily".split()

TAGS = set(
    "p br em strong a ul ol li blockquote code pre h2 h3 h4 h5 h6 hr table thead tbody tr th td"
    " sub sup dl dt dd s".split()
)
MATHML = set(
    "math mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot mover munder"
    " munderover mtable mtr mtd mpadded mphantom mmultiscripts mprescripts menclose".split()
)
MATHML_ATTRIBUTES = set(
    "display mathvariant stretchy fence separator form lspace rspace width height depth accent"
    " accentunder displaystyle scriptlevel linethickness columnalign rowspacing columnspacing"
    " movablelimits largeop symmetric minsize maxsize".split()
)
OF_MATHML = dict.fromkeys(MATHML, MATHML_ATTRIBUTES)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, **OF_MATHML}
# Made once: to make one takes fifty times as long as to clean a formula.
PAGE = nh3.Cleaner(
    tags=TAGS | MATHML,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto", *REFERENCES},
    link_rel="noopener noreferrer",
)
FORMULA = nh3.Cleaner(tags=MATHML, attributes=OF_MATHML)
BARE = nh3.Cleaner(tags=set())


def line_html(text: str) -> SafeString:
    """A title or another single line: escaped, with $…$ set as MathML."""
    return _with_math(_plain(text))


def line_text(text: str) -> str:
    """A title in letters alone, for what cannot set mathematics: ``O(n²)`` of ``$O(n^2)$``."""
    parts, end, plain = [], 0, _plain(text)
    for match in MATH.finditer(plain):
        parts += [plain[end : match.start()], _spelt(match[2])]
        end = match.end()
    return " ".join("".join([*parts, plain[end:]]).split())


def tex_html(text: str) -> SafeString:
    """Prose with TeX in it, such as an abstract: paragraphs, escaped, with mathematics."""
    if len(text) > LONGEST:
        return _as_typed(text)
    paragraphs = (p for p in GAP.split(text.strip()) if p.strip())
    return mark_safe("".join(f"<p>{_with_math(_plain(p))}</p>" for p in paragraphs))


def markdown_html(text: str) -> SafeString:
    """Markdown with $…$ mathematics; raw HTML in it is shown as text, links carry no script.

    What is too long to be read in a moment is shown as it was typed: see `core.rendered`.
    """
    if len(text) > LONGEST:
        return _as_typed(text)
    return mark_safe(PAGE.clean(HEADING.sub(_lower_heading, _markdown().render(text))))


def escape_markdown(text: str) -> str:
    """Plain text such that Markdown renders it as it stands (for imported prose)."""
    text = re.sub(r"([\\`*_{}\[\]<>|~$])", r"\\\1", text)
    return LINE_START.sub(r"\1\\\2", text)


def escape_prose(text: str) -> str:
    """As `escape_markdown`, but for formulas between dollars: these stay formulas."""
    parts, end = [], 0
    for match in MATH.finditer(text):
        parts += [escape_markdown(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*parts, escape_markdown(text[end:])])


def plain_text(html: str) -> str:
    """The text of HTML made here, for feeds and `meta` descriptions; not HTML any more."""
    return " ".join(unescape(BARE.clean(html)).split())


def unmarked(text: str) -> str:
    """Markdown as one line without the marks of links and bold words; for lists, where rendering
    each row would cost too much."""
    return " ".join(BOLD.sub(r"\2", LINK.sub(r"\1", text)).split())


def mathml(formula: str, block: bool = False) -> SafeString:
    """A TeX formula as MathML; its source, escaped, where it cannot be set."""
    source = f"${formula}$"
    if len(formula) > LONGEST_FORMULA:
        return escape(source)
    try:
        # Trimmed of `style` and classes: the content security policy forbids inline style.
        converted = _converter().convert_with_local_state(formula, displaystyle=block)
    except (LatexError, RecursionError):
        return escape(source)
    return mark_safe(FORMULA.clean(converted))


def _as_typed(text: str) -> SafeString:
    """Paragraphs, escaped, and nothing else."""
    return mark_safe("".join(f"<p>{escape(p)}</p>" for p in GAP.split(text) if p.strip()))


def _spelt(formula: str) -> str:
    """A formula as a reader would type it; its source where that fails."""
    if len(formula) > LONGEST_FORMULA or _depth(formula) > DEEPEST:
        return formula
    try:
        typed = _latex().latex_to_text(formula)
    except Exception:  # a command without its argument: pylatexenc raises whatever comes
        return formula
    if "%s" in typed:
        return formula
    return SHIFTED.sub(lambda m: m[2].translate(ABOVE if m[1] == "^" else BELOW), typed)


def _lower_heading(match: re.Match[str]) -> str:
    """One level down: the page around the text has the only h1."""
    return f"<{match[1]}h{min(int(match[2]) + 1, 6)}>"


@cache
def _latex() -> LatexNodes2Text:
    """Takes TeX out of text; what is no command of TeX (``C:\\Users``) stays as typed."""
    known = get_default_latex_context_db()
    fonts = [MacroTextSpec(name, "") for name in FONTS]
    known.add_context_category("fonts", macros=fonts, prepend=True)
    as_typed = MacroTextSpec("", simplify_repl=lambda node, **_: node.latex_verbatim())
    known.set_unknown_macro_spec(as_typed)
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True, latex_context=known)


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML()


def _with_math(text: str) -> SafeString:
    """`text` escaped, its formulas converted."""
    parts, end = [], 0
    for match in MATH.finditer(text):
        parts += [escape(text[end : match.start()]), mathml(match[2], block=match[1] == "$$")]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def _plain(text: str) -> str:
    """`text` without TeX commands and quotes; its formulas stay as they are."""
    if len(text) > LONGEST or not LOOKS_LIKE_TEX.search(text) or _depth(text) > DEEPEST:
        return text
    pieces, end = [], 0
    for match in MATH.finditer(text):
        pieces += [_untex(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, _untex(text[end:])])


def _untex(text: str) -> str:
    if not LOOKS_LIKE_TEX.search(text):
        return text
    # A bare per cent sign would start a TeX comment and swallow the rest of the line.
    source = BARE_PERCENT.sub(r"\\%", text)
    try:
        converted: str = _latex().latex_to_text(source)
    except Exception:  # a command without its argument: pylatexenc raises whatever comes
        return text
    is_broken = not converted.strip() or ("%s" in converted and "%s" not in text)
    return text if is_broken else converted


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


@cache
def _markdown() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False, "typographer": True})
    renderer.enable(["table", "strikethrough"]).disable("image")

    def render_math(content: str, options: dict[str, Any]) -> str:
        return mathml(content, block=bool(options.get("display_mode")))

    return renderer.use(dollarmath_plugin, allow_digits=False, renderer=render_math)
