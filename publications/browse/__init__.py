"""The list of works as a visitor asks for it: what is chosen, how many there are of each, in
which groups they stand. The address holds all of it, so that every view can be shared."""

from publications.browse.listing import Listing
from publications.browse.query import Query

__all__ = ["Listing", "Query"]
