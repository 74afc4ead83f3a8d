"""Files that only know what stands where on a page: PDF, scans, pictures."""
