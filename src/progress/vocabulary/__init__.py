"""What sheets and columns are called in each language, and what they mean."""
