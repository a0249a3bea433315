"""The parts of each page, under its name; pages/ only lays them out."""
