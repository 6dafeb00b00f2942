"""From a lesson's Markdown to sanitised HTML pieces."""
