"""What is seen from outside while the program runs: the log, counts for monitoring, requests."""
