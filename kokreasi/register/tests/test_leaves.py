import hashlib

from kokreasi.register.leaves import canonical, fingerprint, leaf_hash


def test_canonical_form_does_not_depend_on_order_and_keeps_letters() -> None:
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1})
    assert canonical({"a": "é"}) == '{"a":"é"}'.encode()


def test_leaf_is_hashed_as_rfc_6962_says() -> None:
    expected = hashlib.sha256(b"\x00" + b'{"content":{"a":1},"salt":"s"}').hexdigest()

    assert leaf_hash({"a": 1}, salt="s") == expected


def test_salt_hides_the_content() -> None:
    assert leaf_hash({"a": 1}, salt="s") != leaf_hash({"a": 1}, salt="t")


def test_fingerprint_is_the_plain_digest_of_the_canonical_form() -> None:
    assert fingerprint({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()
