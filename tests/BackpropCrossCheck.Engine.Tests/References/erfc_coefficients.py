"""Prints the coefficients in src/BackpropCrossCheck.Engine/ElementaryFunctions.Normal.cs, and the truncation error of their series.

(1 + sqrt(pi) x) exp(x^2) erfc(x) as a Chebyshev series in t = 4/(4 + x) on [1/8, 1], that is 0 <= x <= 28.
Usage: python3 erfc_coefficients.py
"""
from mpmath import mp, mpf

mp.dps = 50
NODES = 64
COUNT = 25


def function(s):
    x = 4 / ((mpf("0.875") * s + mpf("1.125")) / 2) - 4
    return (1 + mp.sqrt(mp.pi) * x) * mp.exp(x * x) * mp.erfc(x)


def coefficient(j):
    total = sum(v * mp.cos(j * a) for v, a in zip(VALUES, ANGLES))
    return total * (2 if j else 1) / NODES


ANGLES = [mp.pi * (k + mpf(1) / 2) / NODES for k in range(NODES)]
VALUES = [function(mp.cos(a)) for a in ANGLES]
COEFFICIENTS = [coefficient(j) for j in range(NODES)]

for value in COEFFICIENTS[:COUNT]:
    print(f"        {float(value)!r},")
print("truncation error, the sum of what is left off:", mp.nstr(sum(abs(c) for c in COEFFICIENTS[COUNT:]), 2))
