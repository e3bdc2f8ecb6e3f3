"""The panel of the page in a real browser: words marked, facts, what else stands on a provision."""

from tests.browsing import until
from tests.kg.page.walking import focus


def test_the_words_are_marked_to_the_character(page):
    focus(page, "11620300438260106W3620214006000")
    cell = page.locator("#panel .cell").first
    text = cell.locator("blockquote").evaluate("node => node.textContent")
    facts = page.evaluate(
        "[...document.querySelector('#panel .cell').querySelectorAll('mark:not(.finding)')].map(node => [Number(node.dataset.fact), node.textContent])"
    )
    assert {"citation", "pinpoint", "sanction"} <= set(
        " ".join(cell.locator("mark").evaluate_all("nodes => nodes.map(n => n.className)")).split()
    )
    assert cell.locator("mark.citation mark.pinpoint").count() == 1
    for fact, words in facts:
        start, end = page.evaluate("at => [quanze.facts[at].places[0].start, quanze.facts[at].places[0].end]", fact)
        assert text[start:end] == words
    assert cell.locator(".facts li").count() == len({fact for fact, _ in facts})


def test_every_mark_of_every_cell_is_the_quote(page):
    """All cells of the bundled lists: marks that nest and cross give back the text, and each fact its own words."""
    wrong = page.evaluate("""() => {
      const wrong = [];
      for (const thing of quanze.things.filter((one) => one.cells.length)) {
        quanze.go({ view: "ego", focus: thing.at, open: [], chosen: null, more: {} }, true);
        document.querySelectorAll("#panel .cell").forEach((block, number) => {
          const cell = quanze.cells[thing.cells[number]];
          const quoted = block.querySelector("blockquote");
          if (quoted.textContent !== cell.text) wrong.push(cell.iri);
          for (const place of cell.marks) {
            const words = [...quoted.querySelectorAll(`mark[data-fact="${place.fact}"]`)].map((node) => node.textContent).join("");
            if (cell.marks.filter((one) => one.fact === place.fact).length === 1 && words !== Array.from(cell.text).slice(place.start, place.end).join("")) wrong.push(quanze.facts[place.fact].iri);
          }
        });
      }
      return wrong;
    }""")
    assert wrong == []


def test_a_fact_lights_its_words(page):
    focus(page, "11620300438260106W3620214006000")
    page.locator("#panel .facts li.sanction .fact").first.click()
    assert page.locator("#panel mark.sanction.lit").count() == 1
    page.locator("#panel mark.pinpoint").first.click()
    assert page.locator("#panel .facts li.pinpoint.lit").count() == 1


def test_who_else_stands_on_a_provision(page, graph):
    focus(page, "工伤保险条例第三十条")
    told = page.locator("#panel .standing")
    names = told.locator(".links .thing").evaluate_all("nodes => nodes.map(node => node.title)")
    asked = graph.query(
        'SELECT DISTINCT ?name { ?p eli:is_part_of* ?art . ?art rdfs:label "《工伤保险条例》第三十条"@zh . '
        "?item qz:legalBasis ?p ; rdfs:label ?name }"
    )
    assert len(asked) > 3
    assert sorted(names) == sorted(row["name"] for row in asked)


def test_an_edge_shows_the_words_that_say_so(page):
    focus(page, "11620300438260106W3620214006000")
    middle = page.evaluate("""() => {
      const edge = quanze.links.find((one) => one.link?.facts.length && one.link.role.key === "basis");
      const a = quanze.network.getPosition(edge.from), b = quanze.network.getPosition(edge.to);
      return quanze.network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    }""")
    page.locator("#network canvas").click(position=middle)
    until(page, "quanze.state.chosen?.kind === 'link'")
    assert page.locator("#panel mark.here").first.inner_text() == "第六十六条"
    assert "实施依据" in page.locator("#panel .kind").inner_text()


def test_what_is_copied_can_be_used(page, graph):
    focus(page, "工伤保险条例第三十条")

    def copied(caption):
        page.locator("#panel .actions").get_by_text(caption, exact=True).click()
        page.wait_for_timeout(50)
        return page.evaluate("navigator.clipboard.readText()")

    assert copied("复制标识（IRI）") == "https://w3id.org/quanze/id/law/工伤保险条例/art_30"
    assert len(graph.query(copied("复制为 SPARQL"))) > 3
    for query in ("11620300438260106W3620214006000", "市劳动保障监察支队", "工伤保险条例"):
        focus(page, query)
        assert graph.query(copied("复制为 SPARQL"))
    page.locator("#panel .spoken .copy", has_text="SPARQL").first.click()
    page.wait_for_timeout(50)
    row = graph.query(page.evaluate("navigator.clipboard.readText()"))[0]
    assert row["text"][row["start"] : row["end"]] == row["quote"]
    focus(page, "11620300438260106W3620214006000")
    assert copied("复制编码") == "11620300438260106W3620214006000"
    page.locator("#panel .facts .copy", has_text="引文").nth(1).click()
    page.wait_for_timeout(50)
    assert page.evaluate("navigator.clipboard.readText()") == "第六十六条"
