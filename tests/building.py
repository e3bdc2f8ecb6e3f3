"""The build as the command makes it: with the pages of the reviewers."""

from kg.builds.build import build as build_graph
from kg.page.pages import pages


def build(paths, out, **options):
    return build_graph(paths, out, pages=pages, **options)
