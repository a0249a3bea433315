"""The names of regions."""

from progress.language import Language


def region_name(t: Language, region: str) -> str:
    """The name of a region. Plans name regions as they like; a name that the catalogue does not
    know stays as it is."""
    return t(region)
