"""Who may do what with plans."""

import rules

from kokreasi.people.rules import is_focal_point, is_publisher, is_secretariat

rules.add_perm("plans.add_plan", is_secretariat)
rules.add_perm("plans.change_plan", is_secretariat)
rules.add_perm("plans.publish_plan", is_publisher)
rules.add_perm("plans.sign_draft", is_focal_point)
