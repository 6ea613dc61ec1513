using System.Collections.Immutable;

namespace BackpropCrossCheck.Comparison;

/// <summary>The largest finite magnitudes in a tensor; 0 if no number is finite.</summary>
/// <param name="OfEngine">The largest of the engine's numbers.</param>
/// <param name="OfBoth">The largest of both sides' numbers.</param>
internal readonly record struct LargestMagnitudes(double OfEngine, double OfBoth)
{
    /// <summary>Finds the largest magnitudes.</summary>
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
