"""For editors: the keys of content files, reports, and the content's problems in Django's check."""
