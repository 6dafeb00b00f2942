"""The site with one thing spoiled, for controls that must fail."""
