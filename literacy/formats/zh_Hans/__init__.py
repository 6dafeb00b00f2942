"""Chinese: one space between Han characters and digits, in dates as in every other text."""
