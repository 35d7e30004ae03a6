"""From the bytes of a document to its lines and blocks, whatever program wrote it."""
