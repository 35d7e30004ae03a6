"""The result of a consultation: from answers to a frozen sheet that everybody may read.

    places, values    which columns are counted, over all versions of the wording
    rows, people      answers as rows of these columns, read without model instances
    marking           answers that look suspicious
    figures           counts as they stand on the sheet
    following, groups what may be told by characteristics, through `insights.disclosure`
    voices            opinion groups, themes, figures that a source states
    open_rows, reconstruction   answers as open data, where rows may be given at all
    sheets            the sheet itself; only protected figures are in it
    before, assembling, retelling, making  all of it in order, with progress; figures told again
    reading, charts, phrases, sentences, overview, by_group, comparing, opinions, pages
                      the sheet in words, for pages and documents alike

Making loads DuckDB and numpy: it runs in the worker. Reading needs the sheet alone.
"""
