import pytest

from kokreasi.organisations.choices import Kind
from kokreasi.organisations.kinds import kind_named


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kementerian Keuangan", Kind.MINISTRY),
        ("KemenPAN-RB", Kind.MINISTRY),
        ("Pemkot Magelang", Kind.LOCAL_GOVERNMENT),
        ("Dinas Kominfo Brebes", Kind.LOCAL_GOVERNMENT),
        ("Universitas Gadjah Mada", Kind.UNIVERSITY),
        ("DPR RI", Kind.PARLIAMENT),
        ("Seknas FITRA", None),
    ],
)
def test_a_name_says_what_it_is_by_its_beginning(name, kind) -> None:
    assert kind_named(name) == kind
