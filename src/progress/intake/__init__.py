"""What is handed in: read, understood, checked, compared with what is in force."""
