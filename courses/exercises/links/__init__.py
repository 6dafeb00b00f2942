"""Ways into and out of an exercise: from a lesson, from another site, to another exercise."""
