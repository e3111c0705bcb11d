"""Shops, their customers and appointments, and how the time of a cancelled appointment is offered again."""
