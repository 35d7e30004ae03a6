"""The columns of public Polis data sets, for reading and for writing."""

TIMESTAMP, DATETIME, COMMENT = "timestamp", "datetime", "comment-id"
VOTER, VOTE = "voter-id", "vote"
AUTHOR, AGREES, DISAGREES, MODERATED, BODY = (
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "comment-body",
)
VOTE_COLUMNS = (TIMESTAMP, COMMENT, VOTER, VOTE)
COMMENT_COLUMNS = (TIMESTAMP, COMMENT, AUTHOR, AGREES, DISAGREES, MODERATED, BODY)
VALUES = {"1": 1, "0": 0, "-1": -1}
"""Votes: agree, pass, disagree. Moderation: accepted, not looked at, refused."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula, or for something else than a text."""
