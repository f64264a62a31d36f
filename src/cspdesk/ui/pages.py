"""The one place where pages are registered, in the order of the rail."""

from cspdesk.ui.home_page import HomePage
from cspdesk.ui.page import PageSpec

PAGES: tuple[PageSpec, ...] = (PageSpec("home", "Home", "home", HomePage),)
"""The pages that work. A page is reached by Ctrl and its place in this row."""
