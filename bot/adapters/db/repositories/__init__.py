"""One repository per kind of record: rows in, frozen records out, inside the unit of work that made them."""
