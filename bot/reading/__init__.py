"""Plans as books: every place in printed order, with a name that links and buttons can carry."""
