"""What clients see of shops, customers, appointments and slots."""
