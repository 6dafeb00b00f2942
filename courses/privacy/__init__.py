"""What is stored about a person: shown, exported, erased, aged out."""
