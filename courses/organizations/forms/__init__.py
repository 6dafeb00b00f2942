"""What the forms of this package share: fields, names, time zones, one-time keys, a banner with Undo."""
