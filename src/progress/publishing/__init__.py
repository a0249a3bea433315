"""Publishing and undoing, the only code that writes facts, and where facts come from."""
