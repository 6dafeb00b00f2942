"""A letter of your own: six letters, built from boxes, whole and editable, taken along as print, text or Word."""
