"""Who may keep the vocabularies; everybody may read them."""

import rules

from kokreasi.people.rules import is_secretariat

rules.add_perm("vocabularies.add_term", is_secretariat)
rules.add_perm("vocabularies.change_term", is_secretariat)
rules.add_perm("vocabularies.retire_term", is_secretariat)
rules.add_perm("vocabularies.add_region", is_secretariat)
rules.add_perm("vocabularies.retire_region", is_secretariat)
