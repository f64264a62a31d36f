"""Texts, titles and figures that have gone wrong in spreadsheets, or could."""

LONG = "Nothing that is typed is lost. " * 1032 + "12345678"
"""A text of 32,000 characters, the most that is kept."""

TEXTS = (
    "", "Fewer offences.", "=1+1", "+1", "-5", "@x", "'quoted", '"quoted", with a comma', " before",
    "after ", "two\nlines", "- one\n- two\n", "\ttab", "a;b", "🙂 and 👩‍🚒", "Ünïcode ١ Т", "_x000D_",
    "x005F_", "_x0041_", "TRUE", "1.10", "#N/A", "#3", "{change} and {{", "none", "31/03/2016", "1e5",
    "007", "<b> & </b>", "a\u00a0b", "N/A",
)  # fmt: skip
TITLES = (
    "", "Violence", "Violence", "Burglary", "1.1", "2", "#2", "Violence > Burglary", "Safer streets",
    "=A1", "burglary", "A title\nof two lines", "Theft of bicycles", "3.10",
)  # fmt: skip
TYPED = (
    "442", "12,043", "12, 469", "55% (12 of 22)", "46% - 53%", "40% over 4 years", "na", "N/A", "TBC",
    "9-15%", "[c]", "1,204 [p]", "late: police, 24 May", "=1+1", "+1", "-0.9%", "'12", "£5,000",
    "517 crimes", "14 of whom (5.8%)", "5% below baseline", "no more than last year", "@x", "442.0",
    "0.62", "two\nlines", "2015-16", "31/03/2016", "TRUE",
)  # fmt: skip
WHEN = (
    "",
    "Oct 2011",
    "Apr – Sept 2011",
    "23/11/11",
    "05/12/11 TBC",
    "2012",
    "24th May",
    "31 March 2016",
    "=soon",
)
