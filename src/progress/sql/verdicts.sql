-- A row of the answer is one verdict: one indicator, one region, one target year of the plan,
-- with the numbers it rests on.
--
-- $releases     the releases in force
-- $year         Y: values, baselines and done years up to this year count
-- $known_year   the year of the date of the records: a flow's year counts once it is over
--
-- Letters: b baseline in year t0; T the number to reach by tT; u the latest value by then;
-- w the latest value after tT; P share of the distance, S share of the time, R pace, AF how many
-- times faster from now on. "Better" is more for direction up and less for down.

with

indicators as (
    select indicator, objective, measure, direction,
        case direction when 'down' then -1 else 1 end as sign
    from indicator_in_force($releases)
),

targets as (
    select indicator, region, year as horizon, kind, value, value_high
    from target_in_force($releases)
),

horizons as (select distinct horizon from targets),

-- Each indicator is judged for the world, and for every region that has a target of its own.
judged as (
    select indicator, 'World' as region from indicators
    union
    select indicator, region from targets
),

-- Reported values that count. Of a range the worse end counts.
counted as (
    select v.indicator, v.region, v.year,
        case i.direction
            when 'down' then coalesce(v.value_high, v.value) else v.value
        end as number,
        {
            year: v.year, number: number, value: v.value, value_high: v.value_high,
            count: v.count, out_of: v.out_of
        } as report
    from value_in_force($releases) as v
    join indicators as i using (indicator)
    join judged using (indicator, region)
    where v.value is not null
        and v.year <= $year
        and counts_for_verdicts(v.relation, i.measure, v.year, $known_year)
),

first_reports as (
    select indicator, region, count(*) as years,
        min_by(report, year) as report
    from counted
    group by indicator, region
),

-- Of a baseline range the better end counts.
plan_baselines as (
    select b.indicator, b.region,
        case i.direction
            when 'up' then coalesce(b.value_high, b.value) else b.value
        end as number,
        {
            year: b.year, number: number, value: b.value, value_high: b.value_high,
            count: b.count, out_of: b.out_of
        } as report
    from baseline_in_force($releases) as b
    join indicators as i using (indicator)
    where b.comparable and b.year <= $year and b.value is not null
),

-- The plan's baseline, or the first report once a second one is there to compare it with.
starts as (
    select j.indicator, j.region,
        p.report is null and f.years >= 2 as is_first_report,
        if(is_first_report, f.report, p.report) as start,
        coalesce(f.years, 0) as years
    from judged as j
    left join plan_baselines as p using (indicator, region)
    left join first_reports as f using (indicator, region)
),

started as (
    select *, start.year as t0, start.number as b
    from starts
),

-- T before multiples: a number, the end of a range that is easier to reach, or growth.
numbered as (
    select t.*, i.sign, i.direction, s.t0, s.b,
        case t.kind
            when 'level' then t.value
            when 'range' then if(i.direction = 'down', t.value_high, t.value)
            when 'growth' then if(s.b > 0, s.b * pow(1 + t.value / 100, t.horizon - s.t0), null)
        end as own_number,
        count(*) filter (t.kind <> 'multiple') over earlier as chain
    from targets as t
    join indicators as i using (indicator)
    join started as s using (indicator, region)
    window earlier as (partition by t.indicator, t.region order by t.horizon)
),

-- A multiple is that many times the T of the target year before it, which may be one itself.
aimed as (
    select *,
        first_value(own_number) over chained
            * product(if(kind = 'multiple', value, 1)) over chained as target_number,
        1e-9 * greatest(1, abs(target_number)) as tolerance
    from numbered
    window chained as (partition by indicator, region, chain order by horizon)
),

found as (
    select a.indicator, a.region, a.horizon,
        max_by(v.report, v.year) filter (v.year <= a.horizon and (a.t0 is null or v.year > a.t0)) as u,
        max_by(v.report, v.year) filter (v.year > a.horizon) as w,
        max(v.year) as last_year,
        max(v.year) filter (
            v.year <= a.horizon and (v.number - a.target_number) * a.sign >= -a.tolerance
        ) as last_met_year
    from aimed as a
    join counted as v using (indicator, region)
    group by a.indicator, a.region, a.horizon
),

-- Everything about conditions. One that recurs counts only when done this year or the last.
condition_states as (
    select c.indicator, c.target_year as horizon, c.due_year,
        r.state is not null as reported,
        coalesce(
            r.state = 'done' and r.done_year <= $year
            and (c.recurs is null or r.done_year between
                least($year, c.target_year) - 1 and least($year, c.target_year)),
            false
        ) as done,
        done and r.done_year > c.target_year as late
    from plan_condition_in_force($releases) as c
    left join condition_report_in_force($releases) as r using (indicator, target_year, condition)
),

checklists as (
    select indicator, horizon, count(*) as total,
        count(*) filter (done) as done,
        bool_or(reported) as any_reported,
        bool_or(late) as any_late,
        coalesce(bool_or(due_year < $year) filter (not done), false) as overdue,
        coalesce(bool_and(due_year is not null) filter (not done), true) as all_due
    from condition_states
    group by indicator, horizon
),

measured as (
    select j.indicator, i.objective, j.region, h.horizon, i.sign, i.direction,
        a.kind, a.value as target_value, a.value_high as target_value_high, a.target_number,
        a.tolerance,
        s.t0, s.b, s.start, s.is_first_report, s.years,
        f.u, f.w, f.last_year, f.last_met_year,
        c.total, c.done, c.any_reported, c.any_late, c.overdue, c.all_due,
        (f.u.number - a.target_number) * i.sign >= -a.tolerance as u_meets,
        (f.w.number - a.target_number) * i.sign >= -a.tolerance as w_meets,
        (s.b - a.target_number) * i.sign >= -a.tolerance as b_meets,
        abs(s.b - a.target_number) <= a.tolerance as b_at_target,
        exists (
            from targets as other
            where other.indicator = j.indicator and other.region = j.region
        ) as has_other_target
    from judged as j
    join indicators as i using (indicator)
    cross join horizons as h
    join started as s using (indicator, region)
    left join aimed as a using (indicator, region, horizon)
    left join found as f using (indicator, region, horizon)
    left join checklists as c on c.indicator = j.indicator and c.horizon = h.horizon
        and a.kind = 'conditions'
),

shares as (
    select *,
        if(b_meets, null, (u.number - b) / (target_number - b)) as distance_covered,
        (u.year - t0) / (horizon - t0) as time_used,
        case
            when target_number is null or b_meets then null
            when kind = 'growth' and u.number > 0
                then (pow(u.number / b, 1 / (u.year - t0)) - 1) * 100 / target_value
            when kind <> 'growth' then distance_covered / time_used
        end as pace,
        if(
            pace > 1e-9 and not u_meets and not coalesce(w_meets, false)
            and u.year < horizon and kind <> 'growth',
            ((target_number - u.number) / (horizon - u.year)) / ((u.number - b) / (u.year - t0)),
            null
        ) as acceleration_factor,
        -- As published: the sign says whether the values went the wanted way.
        if(
            b > 0 and u.number > 0 and target_number > 0 and b <> target_number,
            (pow(u.number / b, 1 / (u.year - t0)) - 1) * sign
                / abs(pow(target_number / b, 1 / (horizon - t0)) - 1),
            null
        ) as compound_ratio
    from measured
),

judgements as (
    select *,
        -- The verdict table: the first row that fits.
        case
            when kind is null then 'no_target'
            when kind = 'conditions' then case
                when total is null then 'no_target'
                when done = total then 'achieved'
                when $year > horizon then if(any_reported, 'missed', 'overdue_report')
                when not any_reported then 'not_reported'
                when overdue then 'behind_schedule'
                when done = 0 then 'not_started'
                when all_due then 'on_schedule'
                else 'under_way'
            end
            when target_number is null then if(years > 0, 'no_baseline', 'not_reported')
            when u_meets then 'achieved'
            when w_meets then 'achieved'
            when last_year >= horizon then 'missed'
            when $year > horizon then 'overdue_report'
            when u is null then if(b_meets, 'achieved', 'not_reported')
            when b is null then 'no_baseline'
            when b_meets then 'moving_away'
            when kind = 'growth' and u.number <= 0 then 'moving_away'
            else pace_status(pace)
        end as status,
        status in ('on_track', 'needs_acceleration', 'insufficient', 'no_change', 'moving_away')
            and kind <> 'conditions' and not coalesce(b_meets, false) as by_pace,
        status = 'achieved' and kind <> 'conditions' as met,
        by_pace or coalesce(met and u_meets, false)
            or coalesce(status = 'moving_away' and b_meets, false) as comparable_methods
    from shares
),

explained as (
    select *,
        family_of(status) as family,
        case
            when status <> 'no_target' then null
            when kind is null and has_other_target then 'not_set'
            else 'not_entered'
        end as reason,
        list_filter([
            if(kind <> 'conditions' and is_first_report, 'baseline_first_report', null),
            if(met and u_meets and u.year < horizon, 'before_target_year', null),
            if(met and u_meets and w is not null and not w_meets, 'lost_since', null),
            if(met and u_meets and (u.number - b) * sign < -tolerance, 'worsening', null),
            if(met and u_meets and kind = 'range'
                and u.number between target_value - tolerance and target_value_high + tolerance,
                'within_range', null),
            if(met and u is null and w is null, 'baseline_only', null),
            if(met and not coalesce(u_meets, false) and w_meets, 'late', null),
            if(status = 'achieved' and kind = 'conditions' and any_late, 'late', null),
            if(status = 'moving_away' and b_meets, 'target_lost', null),
            if((met and u_meets or status = 'moving_away') and b_at_target,
                'baseline_at_target', null),
            if((met and u_meets or status = 'moving_away') and b_meets and not b_at_target,
                'baseline_better_than_target', null),
            if(by_pace and time_used < 0.2 - 1e-9, 'early_signal', null),
            if(by_pace and last_met_year < u.year, 'was_achieved_' || last_met_year, null)
        ], lambda flag: flag is not null) as flags,
        if(not comparable_methods, null,
            if(met, 'achieved', family_of(pace_status(compound_ratio)))) as compound_family,
        if(status = 'achieved' and not coalesce(u_meets, false) and w_meets
            or u is null, w, u) as decisive
    from judgements
)

select
    indicator, e.objective, o.goal, o.facility_type, region, horizon, status, family, reason, flags,
    t0 as baseline_year, start.value as baseline_value, start.value_high as baseline_value_high,
    b as baseline_number, start.count as baseline_count, start.out_of as baseline_out_of,
    decisive.year as value_year, decisive.value as value, decisive.value_high as value_high,
    decisive.number as value_number, decisive.count as count, decisive.out_of as out_of,
    kind as target_kind, target_value, target_value_high, target_number,
    if(kind = 'conditions', coalesce(done, 0), null) as conditions_done,
    if(kind = 'conditions', coalesce(total, 0), null) as conditions_total,
    if(status = 'moving_away' and b_meets, null, distance_covered) as distance_covered,
    if(status = 'moving_away' and b_meets, null, time_used) as time_used,
    if(status = 'moving_away' and b_meets, null, pace) as pace,
    acceleration_factor,
    compound_ratio,
    if(compound_ratio is null, null, compound_family) as compound_family,
    if(compound_ratio is null, null, compound_family = family) as robust
from explained as e
left join objective_in_force($releases) as o on o.objective = e.objective
order by indicator, region <> 'World', region, horizon
