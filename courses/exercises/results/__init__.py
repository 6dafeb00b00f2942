"""What results of exercises share: sentences, the price ruler, and the sign that one was done."""
