-- How old a value is, in full months from the end of its year to a month (year * 12 + month - 1).
create macro months_after(ended_year, month_reached) as
    greatest(0, month_reached - (ended_year + 1) * 12);

-- Whether it is older than two rhythms of its indicator, at the end of the target year or before.
create macro is_stale(value_year, target_year, months_of_rhythm, month_reached) as
    value_year < target_year
    and months_after(value_year, least(month_reached, (target_year + 1) * 12))
        >= 2 * months_of_rhythm;

-- Whether more than half of the time from it to the target year is gone.
create macro is_half_gone(value_year, target_year, month_reached) as
    months_after(value_year, least(month_reached, (target_year + 1) * 12))
        > (target_year - value_year) * 6;
