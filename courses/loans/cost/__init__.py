"""What a loan offer costs: its terms, payments and rates, its statement, and offers side by side."""
