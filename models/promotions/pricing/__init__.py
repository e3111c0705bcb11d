"""Pure pricing: what promotions save, in integers of minor units; no database, no clock."""
