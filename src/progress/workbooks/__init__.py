"""The workbooks we hand out: templates, their instructions, and what comes back marked."""
