"""docs/operate.md is run block by block: the page is the test."""
