"""What clients see of restaurants, tables, orders, bills and the promotions on them."""
