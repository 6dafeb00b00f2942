"""The catalog that the site serves: lessons rendered, their addresses and question versions."""
