"""What would it cost if: the statement of the ledger with other parameters, read only."""
