"""The result of a consultation: from answers to a frozen sheet that everybody may read.

    places     which columns are counted, over all versions of the wording
    rows       answers as rows of these columns, read without model instances
    figures    counts as they stand on the sheet
    groups     what may be told by characteristics, through `insights.disclosure`
    voices     opinion groups, themes, figures that a source states
    open_rows  answers as open data, where rows may be given at all
    sheets     the sheet itself; only protected figures are in it
    making     all of it in order, with progress
    reading    the sheet in words, for pages and documents alike

Making loads DuckDB and numpy: it runs in the worker. Reading needs the sheet alone.
"""
