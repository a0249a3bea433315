"""The command line: ``commands.py`` lists the commands, and the module that has each."""
