-- A row of the answer is one objective for one target year, rolled up over the verdicts selected
-- (the frame verdict, with is_stale) of its indicators that have a target for that year.
--
-- $releases     the releases in force

with

horizons as (select distinct year as horizon from target_in_force($releases)),

ranked as (
    select objective, horizon, status, family, reason, is_stale,
        place_of_assessed(status) as assessed_place,
        place_of_others(status) as other_place
    from verdict
),

counted as (
    select objective, horizon,
        count(*) filter (status <> 'no_target') as indicators,
        count(assessed_place) as assessed,
        count(*) filter (family = 'achieved') as achieved,
        count(*) filter (is_stale and family in ('achieved', 'on_track')) as stale,
        min(reason) filter (status = 'open') as reason_of_open,
        min_by(status, assessed_place) filter (assessed_place is not null) as worst_assessed,
        min_by(status, other_place) filter (other_place is not null) as first_other,
        bool_or(reason = 'not_set') as has_target_elsewhere
    from ranked
    group by objective, horizon
)

select o.objective, o.label, o.label_fr, o.label_es, o.goal, o.facility_type, h.horizon,
    case
        when coalesce(c.indicators, 0) = 0 then 'no_target'
        when c.assessed = 0 then c.first_other
        when c.achieved = c.assessed and c.achieved < c.indicators then 'on_track'
        else c.worst_assessed
    end as status,
    family_of(status) as family,
    case
        when status = 'open' then c.reason_of_open
        when status <> 'no_target' then null
        when c.has_target_elsewhere then 'not_set'
        else 'not_entered'
    end as reason,
    coalesce(c.indicators, 0) as indicators,
    coalesce(c.assessed, 0) as assessed,
    coalesce(c.achieved, 0) as achieved,
    coalesce(c.stale, 0) as stale
from objective_in_force($releases) as o
cross join horizons as h
left join counted as c on c.objective = o.objective and c.horizon = h.horizon
order by o.objective, h.horizon
