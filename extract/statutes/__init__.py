"""A statute text in any published form -> articles of dated versions; every damage named, none mended in silence."""
