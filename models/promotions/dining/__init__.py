"""Table sessions, orders and bills, and the uses of promotions counted on them."""
