namespace BackpropCrossCheck.Comparison;

/// <summary>Decides when two numbers agree.</summary>
internal abstract class AcceptanceRule
{
    /// <summary>Fills in what is allowed and the verdict of every number of a tensor.</summary>
    /// <param name="tensor">The tensor; engine and other are stated in one convention.</param>
    public abstract void Judge(TensorComparison tensor);

    /// <summary>|x − y| ≤ allowed; equal numbers agree, NaN equals nothing, and nothing but itself is within anything of an infinity.</summary>
    protected static bool Agree(double x, double y, double allowed)
        => x == y || (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x - y) <= allowed);

    /// <summary>The largest finite magnitude in a tensor.</summary>
    protected static double LargestMagnitude(double[] values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        return largest;
    }
}
