"""What an organisation is, as far as its name says it."""

from kokreasi.organisations.choices import Kind
from kokreasi.organisations.folding import fold

STARTS: tuple[tuple[str, Kind], ...] = (
    ("kemen", Kind.MINISTRY),
    ("ministry", Kind.MINISTRY),
    ("pemerintah provinsi", Kind.LOCAL_GOVERNMENT),
    ("pemerintah kota", Kind.LOCAL_GOVERNMENT),
    ("pemerintah kabupaten", Kind.LOCAL_GOVERNMENT),
    ("pemprov", Kind.LOCAL_GOVERNMENT),
    ("pemkot", Kind.LOCAL_GOVERNMENT),
    ("pemkab", Kind.LOCAL_GOVERNMENT),
    ("dinas", Kind.LOCAL_GOVERNMENT),
    ("provinsi", Kind.LOCAL_GOVERNMENT),
    ("kabupaten", Kind.LOCAL_GOVERNMENT),
    ("kota", Kind.LOCAL_GOVERNMENT),
    ("universitas", Kind.UNIVERSITY),
    ("dewan perwakilan", Kind.PARLIAMENT),
    ("dpr", Kind.PARLIAMENT),
)


def kind_named(text: str) -> Kind | None:
    """Guess what a new organisation is from how its name begins; a person may change it."""
    folded = fold(text)
    return next((kind for start, kind in STARTS if folded.startswith(start)), None)
