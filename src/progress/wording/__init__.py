"""What to say of a plan, a goal, an objective, an indicator: words, sentences, view models."""
