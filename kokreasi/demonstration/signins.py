"""The demonstration's sign-ins, as they are told to whoever starts the site."""

from kokreasi.demonstration.content import people
from kokreasi.people.models import User


def sign_ins() -> list[str]:
    """Give a line for each role and one for the password they share; none where none is loaded."""
    sheet = people()
    emails = {person.email for person in sheet.people}
    known = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
    lines = [f"{person.email}  {person.role}" for person in sheet.people if person.email in known]
    return ["Sign in as", *lines, f"with the password {sheet.password}\n"] if lines else []
