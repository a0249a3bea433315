"""What surrounds every page: the script, navigation and filters, style and fonts."""
