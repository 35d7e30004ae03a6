"""A phone with which somebody answers, as the pages let them."""

from django.test import Client
from django.urls import reverse

from kokreasi.consultations.models import Consultation

ANSWERED = {"stance": "for", "topics": ["budget", "law"], "clarity": "8", "visits": "12"}


class Phone(Client):
    """A browser that sends pages as it was shown them."""

    def __init__(self, consultation: Consultation, **given):
        super().__init__(**given)
        self.consultation = consultation

    def at(self, name, *parts):
        return reverse(name, args=[self.consultation.reference, *parts])

    def open(self, key="views"):
        self.get(self.at("answer-begin"))
        return self.get(self.at("answer-step", key))

    def fill(self, answers, *, key="views", page=None, press="maju", **more):
        """Send a page as it was opened, with these answers in it."""
        page = page or self.open(key)
        hidden = {
            name: page.context[of]
            for name, of in {"base": "base", "tampak": "shown", "mulai": "begun"}.items()
        }
        sent = hidden | answers | {"langkah": press} | more
        return self.post(self.at("answer-step", key), sent)

    def answer_all(self, answers=ANSWERED):
        self.fill(answers)
        return self.fill({"gender": "female", "region": "", "agreed": "1"}, key="person")

    def look(self):
        return self.get(self.at("answer-review"))

    def send(self, page=None, **more):
        page = page or self.look()
        seen = {"revisi": page.context["draft"].revision, "versi": page.context["version"]}
        return self.post(self.at("answer-send"), seen | more)
