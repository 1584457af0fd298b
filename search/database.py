"""The one place where SQLite and PostgreSQL differ in how they search.

SQLite has a full-text index over the columns of search_document (https://sqlite.org/fts5.html,
"External Content Tables"), which triggers keep in step; PostgreSQL a column of search_document
that it makes itself (https://www.postgresql.org/docs/current/textsearch-tables.html).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import connection
from django.db.models import F, FloatField, Func
from django.db.models.expressions import RawSQL

from search.fold import Phrase, Term, is_prefix

COLUMNS = ("title", "names", "about", "text")
LISTED = ", ".join(COLUMNS)


class Sqlite:
    INSTALL = (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS search_text USING fts5({LISTED},"
        " content='search_document', content_rowid='id', prefix='2 3',"
        " tokenize='unicode61 remove_diacritics 0')",
    )
    # After triggers were missing.
    REBUILD = ("INSERT INTO search_text(search_text) VALUES ('rebuild')",)
    NAMES = (
        "SELECT name, tbl_name FROM sqlite_master"
        " WHERE type = 'trigger' AND name LIKE 'search~_%' ESCAPE '~'"
    )
    FOUND = "SELECT rowid FROM search_text WHERE search_text MATCH %s"
    ROWS = "SELECT rowid >> 4 FROM search_text WHERE search_text MATCH %s AND rowid & 15 = %s"
    # Joined to a row of nothing: so SQLite makes an index of the ranks, once, and does not go
    # through all of them for each row.
    RANK = (
        "(SELECT hit.rank FROM (SELECT 1 AS one) AS once CROSS JOIN"
        " (SELECT rowid >> 4 AS id, -bm25(search_text, 10, 6, 3, 1) AS rank FROM search_text"
        " WHERE search_text MATCH %s AND rowid & 15 = %s LIMIT -1) AS hit"
        " WHERE hit.id = once.one * {key})"
    )
    OWN: ClassVar[dict[str, str]] = {
        "inserted": "AFTER INSERT ON search_document BEGIN {new}; END",
        "deleted": "AFTER DELETE ON search_document BEGIN {old}; END",
        "updated": "AFTER UPDATE ON search_document BEGIN {old}; {new}; END",
    }
    DIFFERS = "OLD.{0} IS NOT NEW.{0}"
    NOTE = (
        "AFTER {event} ON {table} {when} BEGIN INSERT INTO search_change (subject, object_id)"
        " SELECT {subject}, {side}.{key} WHERE {side}.{key} IS NOT NULL; END"
    )
    LOCK = ""  # it writes for one at a time anyway

    def query(self, terms: Sequence[Term]) -> str:
        """In the syntax of FTS5; the words have neither quotes nor operators in them."""
        return " AND ".join(f"({' OR '.join(map(self._phrase, t.phrases))})" for t in terms)

    def _phrase(self, words: Phrase) -> str:
        return f'"{" ".join(words)}"{" *" if is_prefix(words[-1]) else ""}'

    def own_triggers(self) -> dict[str, str]:
        """Those of the index itself: {what they do: their SQL after the name}."""
        new = ", ".join(f"NEW.{column}" for column in COLUMNS)
        old = new.replace("NEW.", "OLD.")
        write = f"INSERT INTO search_text (rowid, {LISTED}) VALUES (NEW.id, {new})"
        forget = (
            f"INSERT INTO search_text (search_text, rowid, {LISTED})"
            f" VALUES ('delete', OLD.id, {old})"
        )
        return {name: sql.format(new=write, old=forget) for name, sql in self.OWN.items()}

    def drop(self, trigger: str, table: str) -> str:
        return f"DROP TRIGGER IF EXISTS {trigger}"


class Postgresql:
    VECTOR = " || ".join(
        f"setweight(to_tsvector('simple', {column}), '{weight}')"
        for column, weight in zip(COLUMNS, "ABCD", strict=True)
    )
    INSTALL = (
        "ALTER TABLE search_document ADD COLUMN IF NOT EXISTS vector tsvector"
        f" GENERATED ALWAYS AS ({VECTOR}) STORED",
        "CREATE INDEX IF NOT EXISTS search_document_vector ON search_document USING gin (vector)",
        "CREATE OR REPLACE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$"
        " DECLARE changed jsonb := CASE TG_ARGV[1] WHEN 'OLD' THEN to_jsonb(OLD)"
        " ELSE to_jsonb(NEW) END; BEGIN IF changed->>TG_ARGV[2] IS NOT NULL THEN"
        " INSERT INTO search_change (subject, object_id)"
        " VALUES (TG_ARGV[0]::smallint, (changed->>TG_ARGV[2])::bigint);"
        " END IF; RETURN NULL; END $$",
    )
    REBUILD = ()
    NAMES = (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgname LIKE 'search\\_%'"
    )
    FOUND = "SELECT id FROM search_document WHERE vector @@ to_tsquery('simple', %s)"
    ROWS = (
        "SELECT object_id FROM search_document"
        " WHERE vector @@ to_tsquery('simple', %s) AND kind = %s"
    )
    # Weights of D, C, B and A.
    RANK = (
        "(SELECT ts_rank('{{0.1, 0.3, 0.6, 1}}', vector, to_tsquery('simple', %s))"
        " FROM search_document WHERE kind = %s AND object_id = {key})"
    )
    DIFFERS = "OLD.{0} IS DISTINCT FROM NEW.{0}"
    NOTE = (
        "AFTER {event} ON {table} FOR EACH ROW {when}"
        " EXECUTE FUNCTION search_note('{subject}', '{side}', '{key}')"
    )
    LOCK = "SELECT pg_advisory_xact_lock(hashtext('search'))"

    def query(self, terms: Sequence[Term]) -> str:
        """In the syntax of to_tsquery; the words have neither quotes nor operators in them."""
        return " & ".join(f"({' | '.join(map(self._phrase, t.phrases))})" for t in terms)

    def _phrase(self, words: Phrase) -> str:
        return " <-> ".join(f"'{w}'" for w in words) + (":*" if is_prefix(words[-1]) else "")

    def own_triggers(self) -> dict[str, str]:
        return {}

    def drop(self, trigger: str, table: str) -> str:
        return f"DROP TRIGGER IF EXISTS {trigger} ON {table}"


def dialect() -> Sqlite | Postgresql:
    return Postgresql() if connection.vendor == "postgresql" else Sqlite()


def documents(terms: Sequence[Term]) -> RawSQL:
    """The numbers of the documents that have all of the terms; to be used with `pk__in`."""
    spoken = dialect()
    return RawSQL(spoken.FOUND, [spoken.query(terms)])


def rows(kind: int, terms: Sequence[Term]) -> RawSQL:
    """The keys of the rows of a kind that have all of the terms; to be used with `pk__in`."""
    spoken = dialect()
    return RawSQL(spoken.ROWS, [spoken.query(terms), kind])


class Rank(Func):
    """How well a row of a kind fits; the more, the better."""

    output_field = FloatField()

    def __init__(self, kind: int, terms: Sequence[Term]) -> None:
        super().__init__(F("pk"))
        self.kind, self.terms = kind, tuple(terms)

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        key, params = compiler.compile(self.source_expressions[0])
        spoken = dialect()
        return spoken.RANK.format(key=key), [spoken.query(self.terms), self.kind, *params]


def one_at_a_time() -> None:
    """Wait, in a transaction, until nobody else indexes."""
    if sql := dialect().LOCK:
        with connection.cursor() as cursor:
            cursor.execute(sql)
