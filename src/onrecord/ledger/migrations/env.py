"""Alembic's environment: it runs the revisions on the connection, and in the transaction, that the ledger hands it."""

from __future__ import annotations

from alembic import context

from onrecord.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
