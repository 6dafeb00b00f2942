"""The Financial Well-Being Scale: an optional questionnaire before and after, kept only if the learner says so."""
