"""What the exercise finds in an offer: its statement, lateness, what to ask, each as plain values."""
