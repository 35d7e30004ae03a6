"""Limits count whoever asks by the network address, and a household with IPv6 as one."""

import pytest
from allauth.account.adapter import get_adapter


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_an_address_is_counted_by_its_network(rf, address, counted) -> None:
    request = rf.get("/", REMOTE_ADDR=address)

    assert get_adapter().get_client_ip(request) == counted
