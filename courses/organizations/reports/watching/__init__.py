"""Questions watched over all groups: which key may be wrong, which option is dead, where the languages differ."""
