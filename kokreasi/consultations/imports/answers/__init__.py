"""From a table of another service to answers of a consultation, free of the database.

folding     one form for words that people write differently
splitting   which choices stand in a cell, although choices hold commas themselves
days        days as spreadsheets write them, and in which order their numbers stand
mapping     what each column means, and what was decided about values
suggesting  which column probably means which question
converting  from a cell to a value of a question, or to what nobody understands
sources     by what a row is known again when it comes a second time
rehearsal   what an import would do
proposing   a questionnaire made from the columns
"""
