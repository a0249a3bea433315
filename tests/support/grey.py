"""Large grey areas of a page: what is not known is quiet."""

from playwright.sync_api import Page

MOST_GREY = 0.05 * 1280 * 800  # of a small screen

# The filled areas of the page that are grey, as they are painted over it: area and class. Notices
# and texts to copy are words on a ground of their own.
GREY = """() => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext('2d', {willReadFrequently: true});
    const paint = (...colours) => {
        for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
        return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const app = document.querySelector('[data-testid="stApp"]');
    const ground = getComputedStyle(app).backgroundColor;
    const page = paint(ground);
    return [...document.querySelectorAll('[data-testid="stMain"] *')].flatMap(element => {
        const colour = paint(ground, getComputedStyle(element).backgroundColor);
        const isGrey = Math.max(...colour) - Math.min(...colour) < 24;
        const isSeen = colour.some((part, place) => Math.abs(part - page[place]) > 8);
        const box = element.getBoundingClientRect();
        const isWords = element.closest('[data-testid="stAlert"], [data-testid="stCode"]');
        return isGrey && isSeen && !isWords ? [[box.width * box.height, element.className]] : [];
    });
}"""


def too_grey(page: Page) -> list:
    return [found for found in page.evaluate(GREY) if found[0] > MOST_GREY]
