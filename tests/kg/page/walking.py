"""What tests do on a page in the browser, and what it shows."""

from tests.browsing import until


def state(page):
    return page.evaluate(
        "(({view, focus, open, chosen, query, fact}) => ({view, open, chosen, query, fact, "
        "focus: quanze.things[focus]?.label}))(quanze.state)"
    )


def focus(page, query):
    """Open the first thing that a query finds; its label comes back."""
    at = page.evaluate("query => quanze.find(query)[0]", query)
    page.evaluate("at => quanze.go({view: 'ego', focus: at, open: [], more: {}, chosen: null})", at)
    until(page, "at => quanze.state.focus === at && quanze.state.chosen === null", at)
    return page.evaluate("at => quanze.things[at].label", at)


def shown(page):
    return page.evaluate("quanze.shown.map(({id, thing, kind, stub, text, x, y}) => ({id, thing, stub: !!stub, text, x, y, kind: kind.key}))")  # fmt: skip


def click_node(page, number):
    """Click a node of the canvas."""
    at = page.evaluate(
        "id => { const {x, y} = quanze.network.getPosition(id); return quanze.network.canvasToDOM({x, y}) }", number
    )
    page.locator("#network canvas").click(position=at)
    page.wait_for_timeout(50)
