"""Action steps: the one thing to do today of a lesson, taken up or not, asked about later, reminded of by e-mail."""
