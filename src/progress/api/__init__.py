"""The web API: what anybody may read, and what the Secretariat may write."""
