"""What promotions save: pure arithmetic in integers of minor units; no database, no clock."""
