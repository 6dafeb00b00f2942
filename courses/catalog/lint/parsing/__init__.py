"""Content taken apart for the checks: blocks, plain text, sentences, figures, citations."""
