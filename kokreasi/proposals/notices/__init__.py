"""Words of the mails about proposals, in the language of each reader."""
