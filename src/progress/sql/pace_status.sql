-- The status of a pace (share of the distance over share of the time). A macro, because the
-- compound-growth ratio is read by the same bands. Around 0 is a band of no change.
create macro pace_status(pace) as case
    when pace >= 0.95 - 1e-9 then 'on_track'
    when pace >= 0.60 - 1e-9 then 'needs_acceleration'
    when pace >= 0.05 - 1e-9 then 'insufficient'
    when pace > -0.05 + 1e-9 then 'no_change'
    when pace < 0 then 'moving_away'
end;
