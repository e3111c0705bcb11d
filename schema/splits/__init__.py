"""What clients see of splits, as authors and as participants."""
