"""Files out: the working matrix of a plan, and open data of what is published."""
