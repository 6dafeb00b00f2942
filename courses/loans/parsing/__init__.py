"""Numbers, sums, rates and lengths of time as people type them, in Chinese and English."""
