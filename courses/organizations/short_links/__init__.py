"""Short addresses and codes on paper and on the wall: made, drawn as QR codes, and led to their pages."""
