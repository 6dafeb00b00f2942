"""What a learner shows to others: learning records, and sentences as pictures."""
