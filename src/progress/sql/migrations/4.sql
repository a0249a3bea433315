-- What Task Forces do, and who works with the Initiative.
create table store.activity (
    release_id integer not null, withdraw boolean not null,
    objective varchar, activity integer, year_of_workplan integer,
    title varchar, title_fr varchar, title_es varchar,
    part varchar, part_number integer, lead varchar,
    start varchar, due varchar, state varchar, done_on varchar,
    result varchar, result_fr varchar, result_es varchar, link varchar,
    note varchar, note_fr varchar, note_es varchar
);
create table store.milestone (
    release_id integer not null, withdraw boolean not null,
    objective varchar, activity integer, milestone integer,
    title varchar, title_fr varchar, title_es varchar, due varchar, done_on varchar
);
create table store.partnership (
    release_id integer not null, withdraw boolean not null,
    number integer, organisation varchar, country varchar, country_fr varchar, country_es varchar,
    kind varchar, agreement varchar, agreement_fr varchar, agreement_es varchar,
    since varchar, until varchar, facility varchar, objective varchar, source varchar
);
