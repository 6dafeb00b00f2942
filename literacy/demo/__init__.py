"""People, groups and a workshop for a demo site."""
