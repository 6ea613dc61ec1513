namespace BackpropCrossCheck.Engine.Numerics;

/// <content>mish, a·tanh(ln(1 + eᵃ)).</content>
/// <remarks>With e = eᵃ, tanh(ln(1 + e)) = e(e + 2)/(e² + 2e + 2). Where a is positive, numerator and denominator are divided by powers of
/// e, so that m = e⁻ᵃ is left and nothing overflows.</remarks>
public static partial class ElementaryFunctions
{
    /// <summary>mish, accurate in the lower tail.</summary>
    internal static double Mish(double a)
    {
        if (a < NoCarry)
        {
            return TimesExp(a, a);
        }

        double m = Math.Exp(-Math.Abs(a));
        return a > 0 ? a * (1 + (2 * m)) / (1 + (2 * m) + (2 * m * m)) : a * m * (m + 2) / ((m * m) + (2 * m) + 2);
    }

    /// <summary>The derivative of mish, accurate in the lower tail.</summary>
    /// <remarks>It has a root at −1.19; there, the error is a few units in the last place of the larger term.</remarks>
    internal static double MishDerivative(double a)
    {
        if (a < NoCarry)
        {
            return TimesExp(1 + a, a);
        }

        if (a > -NoCarry)
        {
            return 1;
        }

        double m = Math.Exp(-Math.Abs(a));
        if (a > 0)
        {
            double d = 1 + (2 * m) + (2 * m * m);
            return ((1 + (2 * m)) / d) + (4 * a * m * m * (1 + m) / (d * d));
        }

        double n = (m * m) + (2 * m) + 2;
        return m * (((m + 2) * n) + (4 * a * (1 + m))) / (n * n);
    }

    /// <summary>The second derivative of mish, 2w + a·w' with w = 4e(1 + e)/(e² + 2e + 2)².</summary>
    internal static double MishSecondDerivative(double a)
    {
        if (a < NoCarry)
        {
            return TimesExp(2 + a, a);
        }

        double m = Math.Exp(-Math.Abs(a));
        if (a > 0)
        {
            double bounded = Math.Min(a, 800);
            double d = 1 + (2 * m) + (2 * m * m);
            double factor = (2 * (1 + m) * d) + (bounded * ((2 * m * m * m) + (2 * m * m) - (3 * m) - 2));
            return 4 * factor * Math.Exp(-2 * bounded) / (d * d * d);
        }

        double n = (m * m) + (2 * m) + 2;
        return 4 * m * ((2 * (1 + m) * n) + (a * (2 + (2 * m) - (3 * m * m) - (2 * m * m * m)))) / (n * n * n);
    }
}
