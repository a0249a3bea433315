"""From a file to facts: read it, check it, compare it with what is in force."""
