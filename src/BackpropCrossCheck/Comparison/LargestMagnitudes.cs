using System.Collections.Immutable;

namespace BackpropCrossCheck.Comparison;

/// <summary>The largest finite magnitudes in a tensor; 0 where no number is finite.</summary>
/// <param name="OfEngine">That of the engine's numbers.</param>
/// <param name="OfBoth">That of both sides' numbers.</param>
internal readonly record struct LargestMagnitudes(double OfEngine, double OfBoth)
{
    /// <summary>Looks for them.</summary>
    /// <param name="tensor">The tensor.</param>
    public static LargestMagnitudes In(TensorComparison tensor)
    {
        double engine = In(tensor.Engine);
        return new LargestMagnitudes(engine, Math.Max(engine, In(tensor.Other)));
    }

    private static double In(ImmutableArray<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        return largest;
    }
}
