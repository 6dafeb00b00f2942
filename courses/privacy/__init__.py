"""Personal data: shown, exported, erased, and deleted when its retention is over."""
