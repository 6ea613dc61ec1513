"""The oracle pytorch: PyTorch's autograd."""

import sys

# The folder belongs to the built program, so no compiled copies of these scripts must be left in it.
sys.dont_write_bytecode = True

from framework_oracle import run

if __name__ == "__main__":
    run("pytorch", "PyTorch", "torch", "pytorch_network")
