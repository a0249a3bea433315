-- Codes that changed. What was published under the code of before stays as it is.
create table store.renaming (
    release_id integer not null, fact varchar not null, old varchar not null, new varchar not null,
    after_release integer not null, before_release integer not null
);
