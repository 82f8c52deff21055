"""Facts of French and English that more than one part needs: each is stated once, here."""
