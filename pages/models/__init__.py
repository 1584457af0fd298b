"""Free pages, and what stands on the home page."""

from pages.models.home import HomeBlock, Kind
from pages.models.page import RESERVED, Page

__all__ = ["RESERVED", "HomeBlock", "Kind", "Page"]
