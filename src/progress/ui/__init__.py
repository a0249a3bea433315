"""What a visitor sees: the view, components, charts, and the pages."""
