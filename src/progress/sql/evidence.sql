-- A row of the answer is what is known of one indicator, region and target year: its target, where
-- it starts, and the values that count. Letters as in verdicts.sql.
--
-- plan_releases, report_releases     the releases in force, of the plan and of the reports
-- judged_year                        Y: what is known up to this year counts
-- records_year                       a flow's year counts once it is over in this one
create macro evidence(plan_releases, report_releases, judged_year, records_year) as table (
    with

    indicators as (
        select indicator, measure, case direction when 'down' then -1 else 1 end as sign
        from indicator_in_force(plan_releases)
    ),

    targets_by_name as (
        select indicator, region, year as horizon, kind, value, value_high
        from target_in_force(plan_releases)
    ),

    -- Each indicator is judged for the world, and for every region that has a target of its own.
    -- A series has a number, by which it is found more quickly than by its names.
    series as (
        select row_number() over () as series, indicator, region, has_target
        from (
            select indicator, region, bool_or(has_target) as has_target
            from (
                select indicator, 'World' as region, false as has_target from indicators
                union all
                select indicator, region, true from targets_by_name
            )
            group by indicator, region
        )
    ),

    targets as (
        select s.series, t.horizon, t.kind, t.value, t.value_high, i.sign
        from targets_by_name as t
        join series as s using (indicator, region)
        join indicators as i using (indicator)
    ),

    judged as (
        select series, horizon
        from series cross join (select distinct horizon from targets_by_name)
    ),

    counted as (
        select s.series, v.year, v.value as low, coalesce(v.value_high, v.value) as high,
            {
                year: v.year, value: v.value, value_high: v.value_high, count: v.count,
                out_of: v.out_of
            } as report
        from value_in_force(report_releases) as v
        join series as s using (indicator, region)
        join indicators as i using (indicator)
        where v.value is not null
            and v.year <= judged_year
            and counts_for_verdicts(v.relation, i.measure, v.year, records_year)
    ),

    -- All starting points of the plan since one was withdrawn: each belongs to the target years
    -- after it, and those that were closed before keep the one they had.
    baselines as (
        select s.series, b.year, b.release_id,
            if(comparable and value is not null, {
                year: b.year, value: value, value_high: value_high, count: count, out_of: out_of
            }, null) as report
        from (
            select *,
                max(release_id) filter (withdraw) over (partition by indicator, region) as gone
            from baseline_published(plan_releases)
        ) as b
        join series as s using (indicator, region)
        where b.release_id > coalesce(gone, 0)
    ),

    -- As a level the starting point counts up to the target year, for the pace only before it.
    plan_starts as (
        select j.series, j.horizon,
            arg_max_null(b.report, b.release_id) as as_level,
            arg_max_null(b.report, b.release_id) filter (b.year < j.horizon) as as_start
        from judged as j
        join baselines as b using (series)
        where b.year <= least(j.horizon, judged_year)
        group by j.series, j.horizon
    ),

    first_reports as (
        select series, count(*) as years, min_by(report, year) as report
        from counted
        group by series
    ),

    -- The plan's starting point, or the first report once a second one is there to compare it with.
    started as (
        select j.series, j.horizon, coalesce(f.years, 0) as years, p.as_level,
            coalesce(p.as_start is null and f.years >= 2 and f.report.year < j.horizon, false)
                as is_first_report,
            if(is_first_report, f.report, p.as_start) as start,
            (start).year as t0
        from judged as j
        left join plan_starts as p using (series, horizon)
        left join first_reports as f using (series)
    ),

    -- What grows from a first report grows from the one that was published first: an older one
    -- handed in later changes the pace, not the target.
    rooted as (
        select s.indicator, s.region, t.series, t.horizon
        from targets as t
        join started as a using (series, horizon)
        join series as s using (series)
        where t.kind = 'growth' and a.is_first_report
    ),

    roots as (
        select r.series, r.horizon,
            cast(min(v.release_id * 10000::bigint + v.year) % 10000 as integer) as year
        from rooted as r
        join value_published(report_releases) as v using (indicator, region)
        where v.year < r.horizon and v.year <= judged_year
            and v.relation = 'direct' and not v.withdraw
        group by r.series, r.horizon
    ),

    root_reports as (
        select r.series, r.horizon, c.report
        from roots as r
        join counted as c using (series, year)
    ),

    -- T before multiples: a number, the end of a range that is easier to reach, or growth from the
    -- better end of the start.
    numbered as (
        select t.*,
            coalesce(r.report, s.start) as root,
            if(t.sign > 0, upper_end(root), (root).value) as b,
            case t.kind
                when 'level' then t.value
                when 'range' then if(t.sign > 0, t.value, t.value_high)
                when 'growth'
                    then if(b > 0, b * pow(1 + t.value / 100, t.horizon - (root).year), null)
            end as own_number,
            count(*) filter (t.kind <> 'multiple') over earlier as chain
        from targets as t
        join started as s using (series, horizon)
        left join root_reports as r using (series, horizon)
        window earlier as (partition by t.series order by t.horizon)
    ),

    -- A multiple is that many times the T of the target year before it, which may be one itself.
    aimed as (
        select series, horizon, kind, value as target_value, value_high as target_value_high,
            first_value(own_number) over chained
                * product(if(kind = 'multiple', value, 1)) over chained as target_number,
            case when kind = 'between' then value when sign > 0 then target_number end as aim_low,
            case when kind = 'between' then value_high when sign < 0 then target_number end
                as aim_high,
            coalesce(aim_low, aim_high) is not null as has_number,
            1e-9 * greatest(1, abs(aim_low), abs(aim_high)) as tolerance,
            if(has_number, coalesce(aim_low - tolerance, '-inf'::double), null) as met_from,
            coalesce(aim_high + tolerance, 'inf'::double) as met_to
        from numbered
        window chained as (partition by series, chain order by horizon)
    ),

    found as (
        select a.series, a.horizon,
            count(*) filter (v.year <= a.horizon) as years_by_then,
            max_by(v.report, v.year) filter (v.year <= a.horizon) as latest,
            max_by(v.report, v.year) filter (v.year > a.horizon) as w,
            max(v.year) filter (
                v.year <= a.horizon and v.low >= a.met_from and v.high <= a.met_to
            ) as last_met_year
        from aimed as a
        join counted as v using (series)
        group by a.series, a.horizon
    )

    select n.indicator, n.region, n.has_target, s.* exclude (series, as_level),
        a.* exclude (series, horizon, met_from, met_to),
        f.* exclude (series, horizon),
        as_level is not null and coalesce(as_level.year > f.latest.year, true) as is_start_latest,
        if(is_start_latest, as_level, f.latest) as m,
        if(t0 is null or f.latest.year > t0, f.latest, null) as u
    from started as s
    join series as n using (series)
    left join aimed as a using (series, horizon)
    left join found as f using (series, horizon)
);
