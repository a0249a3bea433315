-- The tables beside the facts. The tables of the facts have the columns of schema.py and, in
-- front, the release that brought the row and whether the row withdraws its key.

-- One row: raised by one as the first statement of each write. It serialises writers and is the
-- cache key of every reader.
create table store.revision (n bigint not null);

create table store.meta (name varchar primary key, content varchar not null);

-- A row is one published change, or one change undone (reverts names the release undone).
create table store.release (
    release_id integer primary key,
    kind varchar not null check (kind in ('initial', 'update', 'revert')),
    published_at timestamp not null,
    recorded_at timestamp not null,
    published_by varchar not null,
    note varchar,
    file varchar,
    sha256 varchar,
    reverts integer,
    row_count integer not null
);

-- A row is one file of a release, as it was handed in.
create table store.release_file (
    release_id integer not null,
    file varchar not null,
    sha256 varchar not null,
    content blob not null
);

-- A row is one row of the plan that the Secretariat confirmed without changing it: its table, and
-- its key as a list in JSON.
create table store.confirmation (
    release_id integer not null,
    fact varchar not null,
    key varchar not null
);

-- A row is a code of an objective or indicator (fact) that a release changed: rows of releases from
-- after_release on and before before_release that name old mean new. A release that changes a code
-- again says so of each code it had before.
create table store.renaming (
    release_id integer not null,
    fact varchar not null,
    old varchar not null,
    new varchar not null,
    after_release integer not null,
    before_release integer not null
);

-- A row is one event in the life of a Secretariat key: it was made, with its hash, or revoked.
create table store.secretariat_key (
    key_id varchar not null,
    name varchar not null,
    event varchar not null check (event in ('made', 'revoked')),
    happened_at timestamp not null,
    done_by varchar,
    hash varchar
);
