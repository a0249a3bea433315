-- Texts may stand in Spanish, too.
alter table store.goal add column name_es varchar;
alter table store.goal add column purpose_es varchar;
alter table store.facility add column name_es varchar;
alter table store.objective add column label_es varchar;
alter table store.objective add column statement_es varchar;
alter table store.objective add column note_es varchar;
alter table store.indicator add column name_es varchar;
alter table store.indicator add column unit_es varchar;
alter table store.indicator add column definition_es varchar;
alter table store.baseline add column note_es varchar;
alter table store.target add column note_es varchar;
alter table store.plan_condition add column text_es varchar;
alter table store.implementation_strategy add column text_es varchar;
alter table store.initiative add column value_es varchar;
alter table store.contact add column purpose_es varchar;
alter table store.join_step add column text_es varchar;
alter table store.task_force_role add column role_es varchar;
alter table store.task_force_role add column eligibility_es varchar;
alter table store.task_force_role add column duties_es varchar;
alter table store.task_force add column note_es varchar;
alter table store.value add column note_es varchar;
alter table store.narrative add column summary_es varchar;
alter table store.narrative add column cause_es varchar;
alter table store.narrative add column next_step_es varchar;
alter table store.narrative add column decision_wanted_es varchar;
-- Made anew: DuckDB does not add a column to a table that was updated in the same transaction, as
-- 2.sql does.
create table store.condition_report_next (
    release_id integer not null, withdraw boolean not null,
    indicator varchar, target_year integer, condition integer, state varchar, done_year integer,
    evidence varchar, evidence_fr varchar, evidence_es varchar, region varchar, year integer
);
insert into store.condition_report_next
select release_id, withdraw, indicator, target_year, condition, state, done_year,
    evidence, evidence_fr, null, region, year
from store.condition_report;
drop table store.condition_report;
alter table store.condition_report_next rename to condition_report;
