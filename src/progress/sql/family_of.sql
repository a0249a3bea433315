-- The family of a status: what the reader sees first, in word, shape and colour.
create macro family_of(status) as case status
    when 'achieved' then 'achieved'
    when 'on_track' then 'on_track'
    when 'on_schedule' then 'on_track'
    when 'needs_acceleration' then 'behind'
    when 'behind_schedule' then 'behind'
    when 'insufficient' then 'behind'
    when 'no_change' then 'behind'
    when 'moving_away' then 'off_course'
    when 'missed' then 'off_course'
    when 'under_way' then 'open'
    when 'open' then 'open'
    when 'not_started' then 'open'
    when 'no_baseline' then 'open'
    when 'not_reported' then 'no_verdict'
    when 'overdue_report' then 'no_verdict'
    when 'no_target' then 'no_verdict'
end;
