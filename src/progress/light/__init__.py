"""The light edition: the plan as plain HTML pages without scripts, served and as files."""
