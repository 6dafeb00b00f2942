"""Full-text search over what the site holds, in memory."""
