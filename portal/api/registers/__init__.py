"""Every register by REST, made from its declaration: lists, records, writing, bulk, the bin, and the feed of changes."""
