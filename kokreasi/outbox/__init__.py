"""Mails and jobs that happen once: keys, retry, and a reaper for what a kill left behind."""
