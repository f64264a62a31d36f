"""The words of the field: periods, readings, the catalogue of tables, snapshots and change sets."""
