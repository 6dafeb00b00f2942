"""Would you walk away? Rounds of made-up advertisements, some of them traps."""
