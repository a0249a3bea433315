-- A row of the answer is one reported value in force, with whether it counts for verdicts
-- (counts) or is only context.
--
-- $releases     the releases in force
-- $known_year   the year of the date of the records

select v.*, counts_for_verdicts(v.relation, i.measure, v.year, $known_year) as counts
from value_in_force($releases) as v
join indicator_in_force($releases) as i using (indicator)
