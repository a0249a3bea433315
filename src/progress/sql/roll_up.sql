-- A row of the answer is one group (a goal, or a facility type: kind) for one target year: how many
-- of its objectives (the frame objective_verdict) are in each family.

with

grouped as (
    select *, 'goal' as kind, goal as group_name from objective_verdict
    union all
    select *, 'facility_type', coalesce(facility_type, 'unknown') from objective_verdict
)

select kind, group_name, horizon,
    count(*) as objectives,
    count(*) filter (indicators > 0) as with_target,
    count(*) filter (family = 'achieved') as achieved,
    count(*) filter (family = 'on_track') as on_track,
    count(*) filter (family = 'behind') as behind,
    count(*) filter (family = 'off_course') as off_course,
    count(*) filter (family = 'open') as open,
    count(*) filter (family = 'no_verdict') as no_verdict,
    count(*) filter (family in ('achieved', 'on_track') and stale > 0) as stale
from grouped
group by kind, group_name, horizon
order by kind, group_name = 'unknown', group_name, horizon
