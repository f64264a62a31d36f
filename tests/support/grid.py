"""Where the rows and columns of the entry grid stand for the small document of `documents.py` as it opens.

Measure, unit, the quarters of 2014/15 and their year, those of 2015/16 and theirs, then what is worked out.
"""

FIRST_QUARTER = 2
LAST_YEAR = 6
Q1, Q2, Q3, Q4, YEAR = 7, 8, 9, 10, 11
ALONE, YEAR_TO_DATE, SAME_QUARTER, CHANGE = 12, 13, 14, 15
ALL_COLUMNS = range(FIRST_QUARTER, CHANGE + 1)
"""What can be stood in of a row."""

HOTLINE, POLICE, SATISFACTION, ASB, VIOLENCE, ROBBERY, TREATMENT, DEATHS = 1, 2, 3, 4, 6, 7, 9, 10
ROWS = (HOTLINE, POLICE, SATISFACTION, ASB, VIOLENCE, ROBBERY, TREATMENT, DEATHS)
BANDS = (0, 5, 8)
"""The headings of the three priorities."""
