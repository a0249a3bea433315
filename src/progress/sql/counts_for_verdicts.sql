-- Whether a reported value enters verdicts: a direct one, and for a flow only once its year is
-- over on the date of the records. All others are context. $known_year: the year of that date.
create macro counts_for_verdicts(relation, measure, reported_year, known_year) as
    relation = 'direct' and (measure <> 'flow' or reported_year < known_year);
