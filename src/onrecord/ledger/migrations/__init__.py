"""The ledger's Alembic migrations; they ship with the package and run when a ledger is opened."""
