"""Examples for the addresses of consultations, by the name of the address."""

from tests.architecture.addresses_of_consultations_answering import ANSWERING, Example
from tests.architecture.addresses_of_consultations_assisting import ASSISTING
from tests.architecture.addresses_of_consultations_building import BUILDING
from tests.architecture.addresses_of_consultations_coding import CODING
from tests.architecture.addresses_of_consultations_importing import IMPORTING
from tests.architecture.addresses_of_consultations_results import RESULTS
from tests.architecture.addresses_of_consultations_voting import VOTING

CONSULTATIONS: dict[str, dict[str, Example]] = {
    **ANSWERING,
    **ASSISTING,
    **BUILDING,
    **CODING,
    **IMPORTING,
    **RESULTS,
    **VOTING,
}
