"""A person: user model, guest accounts, language, display settings, and who may call a view."""
