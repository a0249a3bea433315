"""Colour arithmetic for the tests, from the published formulas.

Contrast: WCAG 2.2. Colour blindness: Machado, Oliveira and Fernandes (2009), severity 1, applied
to linear light. Difference: CIEDE2000 as in Sharma, Wu and Dalal (2005).
"""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np

VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def rgb(colour: str) -> np.ndarray:
    """Red, green and blue of `#rrggbb`, each 0 to 1."""
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def linear(colour: str) -> np.ndarray:
    parts = rgb(colour)
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(TO_XYZ[1] @ linear(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def mix(front: str, back: str, share: float) -> str:
    """The colour seen where `front` covers `back` with this opacity."""
    parts = share * rgb(front) + (1 - share) * rgb(back)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    """The colour as this kind of eye sees it, in CIELAB."""
    light = np.clip(VISION[vision] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ light / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def difference(one, other) -> float:
    """CIEDE2000 between two CIELAB colours; about 2.3 is just noticeable."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    lightness, chroma = l2 - l1, c2 - c1
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    middle, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * cos(radians(h - 30))
        + 0.24 * cos(radians(2 * h))
        + 0.32 * cos(radians(3 * h + 6))
        - 0.20 * cos(radians(4 * h - 63))
    )
    lightness /= 1 + 0.015 * (middle - 50) ** 2 / sqrt(20 + (middle - 50) ** 2)
    chroma /= 1 + 0.045 * c
    hue /= 1 + 0.015 * c * t
    rotation = 60 * exp(-(((h - 275) / 25) ** 2))
    blue = -2 * sqrt(c**7 / (c**7 + 25**7)) * sin(radians(rotation))
    return sqrt(lightness**2 + chroma**2 + hue**2 + blue * chroma * hue)
