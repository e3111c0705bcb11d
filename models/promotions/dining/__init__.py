"""Restaurants, tables, orders and bills, and the promotions that are counted on them."""
