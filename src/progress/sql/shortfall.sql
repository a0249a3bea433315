-- How far a number is from a target, which is a number to reach (aim_low), one to come down to
-- (aim_high) or both: above 0 not met, below 0 better than asked.
create macro shortfall(number, aim_low, aim_high) as greatest(aim_low - number, number - aim_high);

-- The upper end of a number that may be a range.
create macro upper_end(report) as coalesce(report.value_high, report.value);
