"""What the facts amount to: verdicts, roll-ups, what changed, what needs the board."""
