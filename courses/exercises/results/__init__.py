"""What results of exercises share: sentences, price lines and their ruler, sources, and the sign that one was done."""
