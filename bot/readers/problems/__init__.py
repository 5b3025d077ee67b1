"""Which problem a description is about: a reader for each, and ``which`` that decides between them."""
