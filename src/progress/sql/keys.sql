-- The keys of the Secretariat. A row of the answer is one key with its holder, who made it, and
-- when it was revoked, if it was.
select
    made.key_id,
    made.name,
    made.happened_at as made_at,
    made.done_by as made_by,
    made.hash,
    revoked.happened_at as revoked_at,
    revoked.done_by as revoked_by
from store.secretariat_key as made
left join store.secretariat_key as revoked
    on revoked.key_id = made.key_id and revoked.event = 'revoked'
where
    made.event = 'made'
    and ($key_id is null or made.key_id = $key_id)
order by made.happened_at, made.key_id
