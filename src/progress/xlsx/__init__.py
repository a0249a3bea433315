"""A bounded reader of workbooks, and the style of those we write. It knows nothing of a plan."""
