"""What a running dashboard needs: answers kept, health, headers, settings, tuning."""
