"""Dates in Chinese with the spaces that every text of the site has between Han characters and digits."""

DATE_FORMAT = SHORT_DATE_FORMAT = "Y 年 n 月 j 日"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "Y 年 n 月 j 日 H:i"
YEAR_MONTH_FORMAT = "Y 年 n 月"
MONTH_DAY_FORMAT = "n 月 j 日"
