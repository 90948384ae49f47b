"""Write src/guihang/law/calendars from two public libraries that must agree.

`chinesecalendar` is wrong about one day, 2005-12-31, which was worked. Run it again when both
libraries know a further year; the notice of that year is named in NOTICES first.
"""

import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import holidays

FOLDER = Path(__file__).parents[1] / "src/guihang/law/calendars"
WRONG = date(2005, 12, 31)
ESTIMATED = range(2027, 2061)
NOTICES = {
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号、国办发明电〔2019〕3号",
    2020: "国办发明电〔2019〕16号、国办发明电〔2020〕1号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}


def days_of(year):
    """Yield every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def deviations(year, is_worked):
    """Return the weekdays that are off and the weekend days that are worked."""
    off = [day for day in days_of(year) if day.weekday() < 5 and not is_worked(day)]
    worked = [day for day in days_of(year) if day.weekday() >= 5 and is_worked(day)]
    return off, worked


def first_says(day):
    """Ask chinesecalendar, with its one known error mended."""
    return day == WRONG or chinese_calendar.is_workday(day)


@cache
def known_by_holidays(year):
    """Return what the second library knows of a year."""
    return holidays.country_holidays("CN", years=year)


def second_says(day):
    """Ask holidays."""
    return known_by_holidays(day.year).is_working_day(day)


def listed(days):
    """Write days as a TOML array, eight to a line."""
    lines = [", ".join(map(str, days[at : at + 8])) for at in range(0, len(days), 8)]
    return "[\n" + "".join(f"  {line},\n" for line in lines) + "]" if days else "[]"


def main():
    """Write every published year, then the estimates."""
    for year in range(2004, 2027):
        off, worked = deviations(year, first_says)
        if (off, worked) != deviations(year, second_says):
            sys.exit(f"the two libraries differ on {year}")
        (FOLDER / f"{year}.toml").write_text(
            f'year = {year}\nnotice = "{NOTICES.get(year, "")}"\nnotice_status = "memory"\n'
            f"off = {listed(off)}\nworked = {listed(worked)}\n",
            "utf-8",
        )
    rows = [
        "# Weekdays off by statute, for years whose make-up days are not published (调休未发布)."
    ]
    for year in ESTIMATED:
        rows.append(f"{year} = {listed(deviations(year, second_says)[0])}")
    (FOLDER / "statutory.toml").write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
