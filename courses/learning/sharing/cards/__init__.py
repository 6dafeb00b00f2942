"""The sentence to keep of a lesson, as a picture that a phone can save."""
