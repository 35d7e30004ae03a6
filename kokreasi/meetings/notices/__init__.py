"""Words of the mails about meetings, in the language of whoever gets them."""
