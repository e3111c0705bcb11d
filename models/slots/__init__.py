"""Shops, their customers and appointments, and how a cancelled one is offered again."""
