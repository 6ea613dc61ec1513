namespace BackpropCrossCheck.Comparison;

/// <summary>The sums of a <see cref="FactorFit"/>. The numbers come in parts, as often as they are asked for, so that nobody has to hold
/// all of them together: first every part to <see cref="Measure"/>, then to <see cref="Add"/>, then to <see cref="AddLeft"/>.</summary>
internal struct FactorSums
{
    private int _count;
    private double _largest;
    private double _xx;
    private double _xy;
    private double _left;

    /// <summary>The fit; null where no number says anything.</summary>
    public readonly FactorFit? Fit
    {
        get
        {
            if (!IsFitted)
            {
                return null;
            }

            double factor = Factor;
            // Of a single number, σ/|x| is the reciprocal of the largest.
            double error = _count == 1 ? 1 / _largest : Math.Sqrt(_left / (_count - 1) / _xx);
            return double.IsFinite(factor) ? new FactorFit(factor, error) { Norm = _largest * Math.Sqrt(_xx) } : null;
        }
    }

    private readonly bool IsFitted => _largest != 0 && double.IsFinite(_largest);

    private readonly double Factor => _xy / _xx;

    /// <summary>Looks for the largest number.</summary>
    /// <param name="x">x.</param>
    /// <param name="sigma">σ, the size of their errors.</param>
    public void Measure(ReadOnlySpan<double> x, ReadOnlySpan<double> sigma)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (IsKnown(x[i], sigma[i]))
            {
                _count++;
                _largest = Math.Max(_largest, Math.Abs(x[i]) / sigma[i]);
            }
        }
    }

    /// <summary>Adds to Σwx² and Σwxy.</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, just as many.</param>
    /// <param name="sigma">σ.</param>
    public void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> sigma)
    {
        // Everything is relative to σ, so that no square overflows or vanishes: 1e-300 has no square.
        for (int i = 0; i < x.Length && IsFitted; i++)
        {
            if (IsKnown(x[i], sigma[i]))
            {
                double scaled = x[i] / sigma[i] / _largest;
                _xx += scaled * scaled;
                _xy += scaled * (y[i] / sigma[i] / _largest);
            }
        }
    }

    /// <summary>Adds to Σw(y − kx)².</summary>
    /// <param name="x">x.</param>
    /// <param name="y">y, just as many.</param>
    /// <param name="sigma">σ.</param>
    public void AddLeft(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> sigma)
    {
        double factor = Factor;
        for (int i = 0; i < x.Length && IsFitted; i++)
        {
            if (IsKnown(x[i], sigma[i]))
            {
                double off = (y[i] / sigma[i] / _largest) - (factor * (x[i] / sigma[i] / _largest));
                _left += off * off;
            }
        }
    }

    private static bool IsKnown(double x, double sigma) => x != 0 && sigma > 0 && double.IsFinite(sigma);
}
