"""The recovery sheet: ten codes on paper that each set a new password once."""
