"""Consultations: questions, statements and texts put to the public, counted and answered back."""
