"""What a second step is checked with: secrets as they are kept, codes of apps, and how often somebody may try."""
