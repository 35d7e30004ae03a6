"""Uploads and generated documents: named by hash, typed by content, checked at each download."""
