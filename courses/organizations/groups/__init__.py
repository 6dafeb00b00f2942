"""Groups, their leads, the people in them, and what is printed for them."""
