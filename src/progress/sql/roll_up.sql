-- A row of the answer is one group (a goal, or a facility type) for one target year: how many of
-- its objectives (the frame objective_verdict) are in each family.

select group_name, horizon,
    count(*) as objectives,
    count(*) filter (indicators > 0) as with_target,
    count(*) filter (family = 'achieved') as achieved,
    count(*) filter (family = 'on_track') as on_track,
    count(*) filter (family = 'behind') as behind,
    count(*) filter (family = 'off_course') as off_course,
    count(*) filter (family = 'open') as open,
    count(*) filter (family = 'no_verdict') as no_verdict,
    count(*) filter (family in ('achieved', 'on_track') and stale > 0) as stale
from objective_verdict
group by group_name, horizon
order by group_name = 'unknown', group_name, horizon
