"""How the site answers quickly and safely: database, templates, static files, compression, logs."""
