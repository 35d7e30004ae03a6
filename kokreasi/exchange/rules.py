"""Who may import and export the working drafts of a plan."""

import rules

from kokreasi.people.rules import is_secretariat

rules.add_perm("exchange.import_matrix", is_secretariat)
rules.add_perm("exchange.export_matrix", is_secretariat)
