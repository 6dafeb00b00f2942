"""Django's own commands about accounts, as they are run here: each leaves a line in the security log."""
