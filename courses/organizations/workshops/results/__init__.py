"""What came out of a workshop: answers counted, and the report on page, paper and file."""
