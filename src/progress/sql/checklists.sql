-- A row of the answer is one indicator, region and target year of conditions, with how many there
-- are and how they stand at the end of judged_year. What was done by the target year stays done
-- for it, whatever is reported later.
--
-- plan_releases, report_releases     the releases in force, of the plan and of the reports
create macro checklists(plan_releases, report_releases, judged_year) as table (
    with

    -- What is done was so from its year on. What is not done, from the year that the report is
    -- about; one that names none is of the year it was published in.
    reports as (
        select r.indicator, r.region, r.target_year, r.condition, r.state, r.release_id,
            r.state = 'done' as is_done,
            r.year is null and not is_done as is_undated,
            coalesce(r.year, r.done_year, year(published_at)) as told_of,
            if(is_done, r.done_year, told_of) as since,
            [told_of, r.release_id, if(is_undated, 0, 1)] as place
        from condition_report_in_force(report_releases) as r
        join store.release using (release_id)
    ),

    -- An undated "not done" stands until something newer says otherwise of the same time.
    standing as (
        select * from reports as r
        where not (is_undated and exists (
            from reports as newer
            where newer.is_done and newer.release_id > r.release_id and newer.since <= r.told_of
                and newer.indicator = r.indicator and newer.region = r.region
                and newer.target_year = r.target_year and newer.condition = r.condition
        ))
    ),

    conditions as (
        select t.indicator, t.region, t.year as horizon, c.condition, c.recurs,
            if(c.due_year < t.year, c.due_year, null) as due_year,
            least(judged_year, t.year) as until
        from target_in_force(plan_releases) as t
        join plan_condition_in_force(plan_releases) as c
            on c.indicator = t.indicator and c.target_year = t.year
        where t.kind = 'conditions'
    ),

    states as (
        select c.indicator, c.region, c.horizon, c.condition, c.recurs, c.due_year, c.until,
            count(r.state) filter (r.since <= judged_year) > 0 as is_reported,
            max_by(r.is_done and (c.recurs is null or r.since >= c.until - 1),
                r.place) filter (r.since <= c.until) as by_then,
            max_by(r.is_done, r.place) filter (r.since <= judged_year) as by_now
        from conditions as c
        left join standing as r on r.indicator = c.indicator and r.region = c.region
            and r.target_year = c.horizon and r.condition = c.condition
        group by all
    ),

    judged as (
        select *,
            coalesce(by_then, false) as in_time,
            in_time or recurs is null and coalesce(by_now, false) as done
        from states
    )

    select indicator, region, horizon, count(*) as total,
        count(*) filter (done) as done,
        bool_or(is_reported) as any_reported,
        bool_or(done and not in_time) as any_late,
        bool_or(in_time and recurs is null and not coalesce(by_now, true)) as any_lost,
        count(*) filter (not done and due_year < judged_year) as overdue,
        count(*) filter (not done and due_year >= judged_year) as due
    from judged
    group by indicator, region, horizon
);
