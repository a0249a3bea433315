-- What is reported on a condition is of a year, and of a region. So far it was of the world, and
-- of the year it was done in.
alter table store.condition_report add column region varchar;
alter table store.condition_report add column year integer;
update store.condition_report set region = 'World';
