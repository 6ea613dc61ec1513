"""Writes the numbers 1 to 6, as 2 × 3, in NumPy's formats. usage: numpy_data.py FOLDER"""
import sys

import numpy

folder = sys.argv[1]
numbers = numpy.arange(1, 7).reshape(2, 3)
for name in ["f2", "f4", "f8", ">f4", ">f8", "i1", "u1", "i4", ">i2", "i8", "u8"]:
    numpy.save(f"{folder}/{name.replace('>', 'big-')}.npy", numbers.astype(name))
numpy.save(f"{folder}/fortran.npy", numpy.asfortranarray(numbers.astype("f4")))
numpy.savez_compressed(f"{folder}/several.npz", x=numbers, y=numpy.array([0, 1]), other=numpy.array([7.0]))
numpy.savez(f"{folder}/nameless.npz", numbers, numbers)
