"""Values that content files hold: texts, codes, days, decimals, and problems with them."""
