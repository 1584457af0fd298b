"""What was read, from which lines of which page, what was decided, what was written."""

from importer.models.journal import Change, Journal
from importer.models.judgements import Judgement, Merge, Subject
from importer.models.pairs import ChangedRow, PossiblePair, RowKey
from importer.models.readings import DESCRIPTIONS, ImportedPage, ImportedRecord, Offer, RecordKey
from importer.models.rows import ImportedRow
from importer.models.runs import GivenPage, ImportRun, Proposal

__all__ = [
    "Change",
    "ChangedRow",
    "DESCRIPTIONS",
    "GivenPage",
    "ImportRun",
    "ImportedPage",
    "ImportedRecord",
    "ImportedRow",
    "Journal",
    "Judgement",
    "Merge",
    "Offer",
    "PossiblePair",
    "Proposal",
    "RecordKey",
    "RowKey",
    "Subject",
]
