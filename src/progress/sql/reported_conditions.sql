-- A row of the answer is one report on a condition in force, with the year it was published in:
-- that something is not done has no other year.
--
-- $releases     the releases in force

select r.*, year(published_at) as published_year
from condition_report_in_force($releases) as r
join store.release using (release_id)
