"""Where the data lives: one DuckDB file or PostgreSQL, its transactions, releases and copies."""
