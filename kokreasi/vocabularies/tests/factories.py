"""Terms and regions for tests."""

import factory

from kokreasi.core.bilingual import Bilingual
from kokreasi.vocabularies.choices import Level, Scheme, StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Region, Term


class TermFactory(factory.django.DjangoModelFactory):
    """A policy area unless told otherwise; a kind of stage gets the meaning `other`."""

    class Meta:
        model = Term

    vocabulary = Vocabulary.POLICY_AREA
    code = factory.Sequence(lambda n: f"term-{n}")
    name = factory.LazyAttribute(lambda term: Bilingual(id=f"Istilah {term.code}", en=term.code))
    position = factory.Sequence(lambda n: n % 1000)
    meaning = factory.LazyAttribute(
        lambda term: StageMeaning.OTHER if term.vocabulary == Vocabulary.STAGE_KIND else ""
    )
    source = "OGP"


class RegionFactory(factory.django.DjangoModelFactory):
    """A city in a province of its own unless told otherwise."""

    class Meta:
        model = Region

    scheme = Scheme.KEMENDAGRI
    level = Level.CITY
    code = factory.Sequence(lambda n: f"{n // 90 % 90 + 10}.{n % 90 + 10}")
    name = factory.Sequence(lambda n: f"Kota Contoh {n}")
    parent = factory.LazyAttribute(
        lambda region: None if region.level == Level.PROVINCE else ProvinceFactory()
    )
    source = "Permendagri"


class ProvinceFactory(RegionFactory):
    level = Level.PROVINCE
    code = factory.Sequence(lambda n: str(1000 + n))
    name = factory.Sequence(lambda n: f"Provinsi Contoh {n}")
