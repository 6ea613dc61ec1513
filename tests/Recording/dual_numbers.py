"""Forward-mode differentiation with mpmath: a number that carries its derivatives by every variable it depends on.

Arithmetic applies the rules for sums, products and quotients; exp, log and erf bring their own derivative. Nothing here knows what a network is.
"""

import mpmath


class PrecisionLost(ArithmeticError):
    """Everything cancelled; more digits are needed."""


class Dual:
    """value and derivatives, a dictionary from variable to ∂value/∂variable; a variable that is missing has derivative 0."""

    __slots__ = ("value", "derivatives")

    def __init__(self, value, derivatives=None):
        self.value = mpmath.mpf(value)
        self.derivatives = derivatives or {}

    @staticmethod
    def variable(name, value):
        """A variable: its derivative by itself is 1."""
        return Dual(value, {name: mpmath.mpf(1)})

    def __add__(self, other):
        other = dual(other)
        derivatives = dict(self.derivatives)
        for name, derivative in other.derivatives.items():
            derivatives[name] = derivatives[name] + derivative if name in derivatives else derivative
        return Dual(self.value + other.value, derivatives)

    def __neg__(self):
        return self._chain(-self.value, mpmath.mpf(-1))

    def __sub__(self, other):
        return self + -dual(other)

    def __rsub__(self, other):
        return dual(other) - self

    def __mul__(self, other):
        other = dual(other)
        return Dual(self.value * other.value, _combine(self, other.value, other, self.value))

    def __truediv__(self, other):
        other = dual(other)
        if other.value == 0:
            raise PrecisionLost("division by 0")
        quotient = self.value / other.value
        return Dual(quotient, _combine(self, 1 / other.value, other, -quotient / other.value))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rtruediv__(self, other):
        return dual(other) / self

    def __abs__(self):
        return self if self.value >= 0 else -self

    def _chain(self, value, slope):
        """The value of a function of this number, and its derivatives by the chain rule."""
        return Dual(value, {name: slope * derivative for name, derivative in self.derivatives.items()})


def dual(value):
    """A constant as a dual number; a dual number as it is."""
    return value if isinstance(value, Dual) else Dual(value)


def exp(x):
    value = mpmath.exp(x.value)
    return x._chain(value, value)


def log(x):
    if x.value <= 0:
        raise PrecisionLost("the logarithm of a number that is not above 0")
    return x._chain(mpmath.log(x.value), 1 / x.value)


def erf(x):
    return x._chain(mpmath.erf(x.value), 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-x.value ** 2))


def _combine(x, x_slope, y, y_slope):
    derivatives = {name: x_slope * derivative for name, derivative in x.derivatives.items()}
    for name, derivative in y.derivatives.items():
        term = y_slope * derivative
        derivatives[name] = derivatives[name] + term if name in derivatives else term
    return derivatives
