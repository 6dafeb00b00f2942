"""What an operator looks at after an attack or a complaint: who signed in, failed, changed rights, took files."""
