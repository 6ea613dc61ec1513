namespace BackpropCrossCheck.Comparison;

/// <summary>The factor between two rows of numbers, y = k·x, by weighted least squares, with its standard error.</summary>
/// <param name="Factor">k = Σwxy / Σwx², w = 1/σ².</param>
/// <param name="StandardError">√(Σw(y − kx)² / (n − 1) / Σwx²); of a single number σ/|x|.</param>
internal readonly record struct FactorFit(double Factor, double StandardError)
{
    /// <summary>How many standard errors apart two factors are different.</summary>
    private const double Different = 5;

    /// <summary>√Σwx², of all numbers together.</summary>
    public double Norm { get; init; }

    /// <summary>The fit; null where no number says anything.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, just as many.</param>
    /// <param name="sigma">σ, the size of their errors.</param>
    public static FactorFit? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> sigma)
    {
        int count = 0;
        double largest = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (IsKnown(x[i], sigma[i]))
            {
                count++;
                largest = Math.Max(largest, Math.Abs(x[i]) / sigma[i]);
            }
        }

        if (largest == 0 || !double.IsFinite(largest))
        {
            return null;
        }

        // Everything is relative to σ, so that no square overflows or vanishes: 1e-300 has no square.
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (IsKnown(x[i], sigma[i]))
            {
                double scaled = x[i] / sigma[i] / largest;
                xx += scaled * scaled;
                xy += scaled * (y[i] / sigma[i] / largest);
            }
        }

        double factor = xy / xx;
        double left = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (IsKnown(x[i], sigma[i]))
            {
                double off = (y[i] / sigma[i] / largest) - (factor * (x[i] / sigma[i] / largest));
                left += off * off;
            }
        }

        // Of a single number, σ/|x| is the reciprocal of the largest.
        double error = count == 1 ? 1 / largest : Math.Sqrt(left / (count - 1) / xx);
        return double.IsFinite(factor) ? new FactorFit(factor, error) { Norm = largest * Math.Sqrt(xx) } : null;
    }

    /// <summary>Whether the factor is another one, beyond what chance and a common error make of it.</summary>
    /// <param name="factor">The other factor.</param>
    /// <param name="common">How far an error that all numbers share may move the factor.</param>
    public bool IsOtherThan(double factor, double common) => Math.Abs(Factor - factor) > (Different * StandardError) + common;

    private static bool IsKnown(double x, double sigma) => x != 0 && sigma > 0 && double.IsFinite(sigma);
}
