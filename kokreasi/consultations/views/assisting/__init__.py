"""Answers on paper, from meetings and by WhatsApp: printing, entering, keeping count of sheets."""
