-- A row of the answer is one verdict: one indicator, one region, one target year of the plan,
-- with the numbers it rests on.
--
-- $releases     the releases in force, for the plan
-- $reports      the releases in force, for what is reported
-- $year         Y: values, starting points and reports up to this year count
-- $known_year   the year of the date of the records: a flow's year counts once it is over
-- $month        the month of the day of judging, as year * 12 + month - 1
--
-- Letters: b start in year t0; T the number to reach by tT; m the latest value by then; u the same
-- if it is after t0; w the latest value after tT; P share of the distance, S share of the time,
-- R pace, AF how many times faster from now on. Numbers are compared by how far they are from the
-- target (shortfall), each end of a range with the same end of the other.
--
-- A step reads what the steps before it made, seldom what it makes itself: DuckDB would plan that
-- anew wherever it is named, and on a plan of usual size planning is most of the time.

with

-- What is known of each, and how its indicator counts.
known as (
    select s.*, i.objective, i.measure,
        case i.direction when 'down' then -1 else 1 end as sign,
        coalesce(nullif(i.rhythm_months, 0), 12) as rhythm,
        pow(10, -i.decimals) - 1e-9 as one_unit,
        c.total, c.done, c.any_reported, c.any_late, c.any_lost, c.overdue, c.due,
        horizon < $year as is_closed,
        horizon < greatest($year, $known_year) as is_over,
        m.year = horizon or w is not null as has_final
    from evidence($releases, $reports, $year, $known_year) as s
    join indicator_in_force($releases) as i using (indicator)
    left join checklists($releases, $reports, $year) as c using (indicator, region, horizon)
),

-- How far each end of the start (b), of u, m and w is from the target, and how old they are.
measured as (
    select *,
        shortfall(start.value, aim_low, aim_high) as b_low,
        shortfall(upper_end(start), aim_low, aim_high) as b_high,
        shortfall(u.value, aim_low, aim_high) as u_low,
        shortfall(upper_end(u), aim_low, aim_high) as u_high,
        greatest(shortfall(m.value, aim_low, aim_high), shortfall(upper_end(m), aim_low, aim_high))
            as m_lacks,
        greatest(shortfall(w.value, aim_low, aim_high), shortfall(upper_end(w), aim_low, aim_high))
            as w_lacks,
        is_closed and months_after(horizon, $month) < rhythm as is_awaited,
        is_stale(m.year, horizon, rhythm, $month) as is_m_stale,
        is_stale(u.year, horizon, rhythm, $month) as is_u_stale
    from known
),

-- Which of them meet it, and how far each end came from the same end of the start.
moved as (
    select *,
        greatest(b_low, b_high) <= tolerance as b_meets,
        greatest(u_low, u_high) <= tolerance as u_meets,
        w_lacks <= tolerance as w_meets,
        b_low - u_low as low_moved,
        b_high - u_high as high_moved,
        is_m_stale and w is null and is_half_gone(m.year, horizon, $month) as is_m_too_old,
        is_u_stale and w is null and is_half_gone(u.year, horizon, $month) as is_u_too_old,
        (u.year - t0) / (horizon - t0) as time_used,
        kind = 'growth' and if(sign > 0, u.value, upper_end(u)) <= 0 as has_nothing_left
    from measured
),

-- Each end compared with the same end of the start, where that does not meet the target.
covered as (
    select *,
        b_meets and (kind = 'between' or abs(greatest(b_low, b_high)) <= tolerance) as b_at_target,
        m_lacks <= tolerance or coalesce(
            m_lacks > tolerance and m_lacks < one_unit and b_meets and not is_start_latest, false
        ) as m_meets,
        if(b_low > tolerance, low_moved / b_low, null) as low_covered,
        if(b_high > tolerance, high_moved / b_high, null) as high_covered,
        sign(low_moved) <> sign(high_moved) as is_overlapping,
        time_used < 0.1 - 1e-9 or years_by_then < 3 and time_used < 0.2 - 1e-9 as is_too_early
    from moved
),

-- The end whose pace is the worse one, or that decides whether the target is met.
decided as (
    select *,
        coalesce(low_covered <= high_covered, low_covered is not null) as is_low_worse,
        if(b_meets, null, least(low_covered, high_covered)) as distance_covered,
        if(coalesce(low_covered, high_covered) is not null,
            coalesce(low_covered <= high_covered, low_covered is not null), sign > 0)
            as is_low_decisive
    from covered
),

compared as (
    select *,
        case
            when b_meets or has_nothing_left then null
            when kind = 'growth' then least(
                if(low_covered is not null and start.value > 0 and u.value > 0,
                    (pow(u.value / start.value, 1 / (u.year - t0)) - 1) * 100 / target_value, null),
                if(high_covered is not null and upper_end(start) > 0 and upper_end(u) > 0,
                    (pow(upper_end(u) / upper_end(start), 1 / (u.year - t0)) - 1) * 100
                        / target_value, null)
            )
            else distance_covered / time_used
        end as pace,
        if(is_low_worse, low_moved, high_moved) as decisive_moved,
        if(is_low_worse, u_low, u_high) as lacks,
        if(is_low_decisive, start.value, upper_end(start)) as b,
        if(is_low_decisive, u.value, upper_end(u)) as v
    from decided
),

paced as (
    select *,
        abs(decisive_moved) < one_unit as is_within_unit,
        if(
            pace > 1e-9 and not u_meets and w is null and u.year < horizon and kind <> 'growth',
            (lacks / (horizon - u.year)) / (decisive_moved / (u.year - t0)),
            null
        ) as acceleration_factor,
        -- As published: the sign says whether the values went the wanted way.
        if(
            b > 0 and v > 0 and target_number > 0 and b <> target_number,
            (pow(v / b, 1 / (u.year - t0)) - 1) * sign
                / abs(pow(target_number / b, 1 / (horizon - t0)) - 1),
            null
        ) as compound_ratio,
        coalesce(m_meets and not is_m_too_old and not (
            measure = 'flow' and is_closed and not is_awaited and m.year < horizon
        ), false) as is_met
    from compared
),

judgements as (
    select *,
        -- The verdict table: the first row that fits.
        case
            when kind is null then 'no_target'
            when kind = 'conditions' then case
                when total is null then 'no_target'
                when done = total then 'achieved'
                when is_closed and any_reported then 'missed'
                when is_closed and not is_awaited then 'overdue_report'
                when not any_reported then 'not_reported'
                when overdue > 0 then 'behind_schedule'
                when done = 0 then 'not_started'
                when due = total - done then 'on_schedule'
                else 'under_way'
            end
            when not has_number then if(years > 0, 'no_baseline', 'not_reported')
            when is_met then 'achieved'
            when w_meets then 'achieved'
            when has_final and is_over then 'missed'
            when is_closed and not is_awaited then 'overdue_report'
            when u is null then 'not_reported'
            when start is null then 'no_baseline'
            when pace is null and not b_meets and not has_nothing_left then 'no_baseline'
            when is_u_too_old then 'open'
            when b_meets then 'moving_away'
            when is_too_early then 'open'
            when has_nothing_left then 'moving_away'
            when is_overlapping or is_within_unit then 'no_change'
            else pace_status(pace)
        end as status
    from paced
),

settled as (
    select *,
        is_met and is_start_latest as is_met_by_start,
        if(is_met_by_start, m, start) as shown_start,
        status = 'achieved' and kind <> 'conditions' and not is_met as is_met_late,
        status in ('on_track', 'needs_acceleration', 'insufficient', 'no_change', 'moving_away')
            and kind <> 'conditions' and not coalesce(b_meets, false) as by_pace,
        case
            when is_met_by_start or kind = 'conditions' then null
            when is_met then m
            when is_met_late then w
            when status = 'missed' then if(m.year = horizon, m, w)
            when status = 'no_baseline' then coalesce(u, w, latest)
            else coalesce(u, w)
        end as decisive,
        -- The numbers of the pace belong to u: given only where that is what is shown.
        (decisive).year = u.year and not (status in ('moving_away', 'open') and b_meets) as has_pace
    from judgements
),

explained as (
    select *,
        decisive.year = u.year and compound_ratio is not null as has_ratio,
        family_of(status) as family,
        case
            when status = 'open' then if(is_u_too_old, 'too_old', 'too_early')
            when status <> 'no_target' then null
            when kind is null and has_target then 'not_set'
            else 'not_entered'
        end as reason,
        coalesce(by_pace and not is_overlapping and not coalesce(is_within_unit, false), false)
            or coalesce(is_met and has_pace and u_meets, false)
            or coalesce(status = 'moving_away' and b_meets, false) as comparable_methods,
        coalesce(kind not in ('conditions') and status not in ('achieved', 'missed')
            and m.year = horizon and not is_over, false) as is_running,
        is_awaited and not coalesce(has_final, false) and (
            status not in ('achieved', 'no_target') and (kind <> 'conditions' or not any_reported)
            or is_met and measure = 'flow'
        ) as is_final_awaited,
        list_filter([
            if(kind <> 'conditions' and is_first_report, 'baseline_first_report', null),
            if(is_met and not is_met_by_start and m.year < horizon, 'before_target_year', null),
            if(is_met and w_lacks > tolerance, 'lost_since', null),
            if(is_met and has_pace and low_moved < -tolerance and high_moved < -tolerance,
                'worsening', null),
            if(is_met and not is_met_by_start and kind = 'range'
                and if(sign > 0, m.value, upper_end(m))
                    between target_value - tolerance and target_value_high + tolerance,
                'within_range', null),
            if(is_met_by_start, 'baseline_only', null),
            if(is_met and m_lacks > tolerance, 'kept_within_unit', null),
            if(is_met_late, 'late', null),
            if(kind = 'conditions' and status = 'achieved' and any_late, 'late', null),
            if(kind = 'conditions' and status = 'achieved' and any_lost, 'lost_since', null),
            if(status = 'moving_away' and b_meets, 'target_lost', null),
            if((is_met and not is_met_by_start or status = 'moving_away') and b_at_target,
                'baseline_at_target', null),
            if((is_met and not is_met_by_start or status = 'moving_away') and b_meets
                and not b_at_target, 'baseline_better_than_target', null),
            if(by_pace and time_used < 0.2 - 1e-9, 'early_signal', null),
            if((by_pace or status = 'open') and not u_meets,
                'was_achieved_' || last_met_year, null),
            if(is_running, 'target_year_running', null),
            if(is_final_awaited, 'awaiting_final', null),
            if(if(is_met, is_m_stale, is_stale(decisive.year, horizon, rhythm, $month)),
                'stale', null)
        ], lambda flag: flag is not null) as flags,
        if(not comparable_methods, null,
            if(is_met, 'achieved', family_of(pace_status(compound_ratio)))) as compound_family
    from settled
)

select
    indicator, e.objective, o.goal, o.facility_type, region, horizon, status, family, reason, flags,
    shown_start.year as baseline_year, shown_start.value as baseline_value,
    shown_start.value_high as baseline_value_high,
    coalesce(b, if(sign > 0, shown_start.value_high, null), shown_start.value) as baseline_number,
    shown_start.count as baseline_count, shown_start.out_of as baseline_out_of,
    decisive.year as value_year, decisive.value as value, decisive.value_high as value_high,
    if(has_pace, v, if(sign > 0, decisive.value, upper_end(decisive))) as value_number,
    decisive.count as count, decisive.out_of as out_of,
    kind as target_kind, target_value, target_value_high,
    case
        when kind <> 'between' then target_number
        when coalesce(if(has_pace, v, decisive.value), b) > aim_high then aim_high
        else aim_low
    end as target_number,
    if(kind = 'conditions', coalesce(done, 0), null) as conditions_done,
    if(kind = 'conditions', coalesce(total, 0), null) as conditions_total,
    if(kind = 'conditions', coalesce(overdue, 0), null) as conditions_overdue,
    if(kind = 'conditions', coalesce(due, 0), null) as conditions_due,
    if(has_pace, distance_covered, null) as distance_covered,
    if(has_pace, time_used, null) as time_used,
    if(has_pace, pace, null) as pace,
    if(has_pace, acceleration_factor, null) as acceleration_factor,
    if(has_ratio, compound_ratio, null) as compound_ratio,
    if(has_ratio, compound_family, null) as compound_family,
    if(has_ratio, compound_family = family, null) as robust
from explained as e
left join objective_in_force($releases) as o on o.objective = e.objective
order by indicator, region <> 'World', region, horizon
