"""How well the model understands, on one page: `make nlu-report` writes docs/nlu-report.html.

`lines` reads what is learnt and what is held out, `trials` trains variants of the pipeline, `diet` is Rasa's stock
pipeline on the same lines, `scores` counts, `charts` draws, `page` writes.
"""
