"""Reviews: what people's verdicts on claims come to. Pure functions over claims and reviews; nothing is stored here."""
