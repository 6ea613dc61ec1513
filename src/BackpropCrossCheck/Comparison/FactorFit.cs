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
        var sums = new FactorSums();
        sums.Measure(x, sigma);
        sums.Add(x, y, sigma);
        sums.AddLeft(x, y, sigma);
        return sums.Fit;
    }

    /// <summary>Whether the factor is another one, beyond what chance and a common error make of it.</summary>
    /// <param name="factor">The other factor.</param>
    /// <param name="common">How far an error that all numbers share may move the factor.</param>
    public bool IsOtherThan(double factor, double common) => Math.Abs(Factor - factor) > (Different * StandardError) + common;
}
