namespace BackpropCrossCheck.Comparison;

/// <summary>The factor between two rows of numbers, y = k·x, by weighted least squares, with its standard error.</summary>
/// <param name="Factor">k = Σwxy / Σwx², w = 1/σ².</param>
/// <param name="StandardError">√(Σw(y − kx)² / (n − 1) / Σwx²); of a single number σ/|x|.</param>
internal readonly record struct FactorFit(double Factor, double StandardError)
{
    /// <summary>How many standard errors apart two factors are different.</summary>
    private const double Different = 5;

    /// <summary>The fit; null where no number says anything.</summary>
    /// <param name="numbers">x, y and σ, the size of their errors.</param>
    public static FactorFit? Of(IEnumerable<(double X, double Y, double Sigma)> numbers)
    {
        (double X, double Y, double Sigma)[] known =
            [.. numbers.Where(number => number.X != 0 && number.Sigma > 0 && double.IsFinite(number.Sigma))];
        // Everything is relative to σ, so that no square overflows or vanishes: 1e-300 has no square.
        double largest = known.Select(number => Math.Abs(number.X) / number.Sigma).DefaultIfEmpty(0).Max();
        if (largest == 0 || !double.IsFinite(largest))
        {
            return null;
        }

        (double X, double Y)[] scaled = [.. known.Select(number => (number.X / number.Sigma / largest, number.Y / number.Sigma / largest))];
        double xx = scaled.Sum(number => number.X * number.X);
        double factor = scaled.Sum(number => number.X * number.Y) / xx;
        double left = scaled.Sum(number => Math.Pow(number.Y - (factor * number.X), 2));
        double error = known.Length == 1 ? known[0].Sigma / Math.Abs(known[0].X) : Math.Sqrt(left / (known.Length - 1) / xx);
        return double.IsFinite(factor) ? new FactorFit(factor, error) : null;
    }

    /// <summary>Whether the factor is another one, beyond what chance and a common error make of it.</summary>
    /// <param name="factor">The other factor.</param>
    /// <param name="common">How far an error that all numbers share may move the factor.</param>
    public bool IsOtherThan(double factor, double common) => Math.Abs(Factor - factor) > (Different * StandardError) + common;
}
