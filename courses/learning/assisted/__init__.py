"""Assisted answering: somebody reads out and presses for a learner, for one sitting; what is kept says so."""
