"""The partnership file: connection, schema, transactions, log, lock and backup."""
