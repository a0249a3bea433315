"""The board report: its data in Python, its looks in Typst."""
