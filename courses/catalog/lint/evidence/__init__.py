"""Family S: sources, advertisements, sums, and how strong a sentence may sound."""
