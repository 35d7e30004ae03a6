"""Who may do what with consultations."""

import rules

from kokreasi.people.rules import is_publisher, is_secretariat, moderates

rules.add_perm("consultations.add_consultation", is_secretariat)
rules.add_perm("consultations.change_consultation", is_secretariat)
rules.add_perm("consultations.publish_consultation", is_publisher)
rules.add_perm("consultations.enter_answers", moderates)
rules.add_perm("consultations.moderate", moderates)
rules.add_perm("consultations.read_answers", is_secretariat)
