"""The only writers of what firms alone have; their registers are written by `governance.registers.services`."""
