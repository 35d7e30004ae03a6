"""Minutes of meetings: from the blocks of a document to points, agreements and follow-ups."""
