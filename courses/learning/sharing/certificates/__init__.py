"""Learning records: issued for a passed check, shown as far as the learner likes, checked by anybody with the code."""
