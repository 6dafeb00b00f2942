"""Commands for authors: check_content, content_report."""
