"""How far the "4 per 1000" Initiative is on its strategic plan: store, verdicts, pages."""
