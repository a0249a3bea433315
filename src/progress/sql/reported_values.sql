-- A row of the answer is one reported value in force, with whether it counts for verdicts
-- (counts) or is only context. As in verdicts.sql, what is judged is the world, and every region
-- that has a target of its own.
--
-- $releases     the releases in force
-- $known_year   the year of the date of the records

select v.*,
    counts_for_verdicts(v.relation, i.measure, v.year, $known_year)
        and (v.region = 'World' or exists (
            from target_in_force($releases) as t
            where t.indicator = v.indicator and t.region = v.region
        )) as counts
from value_in_force($releases) as v
join indicator_in_force($releases) as i using (indicator)
