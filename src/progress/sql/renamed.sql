-- A row of the answer is one code under which rows were published, and what it is called now: rows
-- of releases from after_release on and before before_release. A code may later be given to
-- something else.
--
-- releases     those in force. One with a minus in front of it gives its names alone, and no rows
create macro renamed(named, releases) as table (
    select old, after_release, before_release, arg_max(new, release_id) as new
    from store.renaming
    where fact = named
        and (list_contains(releases, release_id) or list_contains(releases, -release_id))
    group by old, after_release, before_release
);
