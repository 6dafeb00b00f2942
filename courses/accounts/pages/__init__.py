"""What pages share: their addresses, the way on after a form, the frame around them, and kept HTML."""
