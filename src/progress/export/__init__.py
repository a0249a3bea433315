"""Tables that are handed out: what is in them, what it means, and the files they make."""
