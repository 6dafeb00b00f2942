"""Numbers that learners type and sums that content states."""
