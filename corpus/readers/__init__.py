"""One reader per file format: file → lines and table grids with their positions."""
