"""The frozen wording of a questionnaire, and what answers to it look like.

    keys      stable keys of pages, questions and options, and of the answers to them
    wording   what is asked: pages, questions, options, conditions; to JSON and back
    path      which pages and questions somebody is shown, given the answers so far
    values    which value answers which kind of question

The rows of `models.building` are the draft of this; nobody answers rows.
"""
