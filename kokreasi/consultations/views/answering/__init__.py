"""Answering a questionnaire: page by page, looked at once more, sent, with a receipt."""
