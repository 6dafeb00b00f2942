"""A course's check: before it (what do you know already?) and after it (passed at 80 %), from one blueprint."""
