"""Who is acting and what they may do: people, keys, limits, the audit."""
