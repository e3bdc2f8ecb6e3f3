"""From blocks to the rows of a power list: headers, sections, continued rows, cards."""
