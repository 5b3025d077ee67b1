"""The steps of ``take_answer``: a file for each thing that may come of a message while a question stands."""
