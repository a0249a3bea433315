-- Rows of the plan that the Secretariat confirmed without changing them.
create table store.confirmation (
    release_id integer not null, fact varchar not null, key varchar not null
);
