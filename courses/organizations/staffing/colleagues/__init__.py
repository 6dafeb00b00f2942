"""The people who run an organisation: invited, removed, taken back."""
