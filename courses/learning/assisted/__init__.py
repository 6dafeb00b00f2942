"""Assisted answering: somebody helps a learner for one sitting; answers given with help are marked."""
