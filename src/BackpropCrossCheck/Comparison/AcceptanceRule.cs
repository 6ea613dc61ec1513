namespace BackpropCrossCheck.Comparison;

/// <summary>Decides when two numbers agree.</summary>
internal abstract class AcceptanceRule
{
    /// <summary>Fills in what is allowed and the verdict of every number of a tensor.</summary>
    /// <param name="tensor">The tensor; engine and other are stated in one convention.</param>
    public abstract void Judge(TensorComparison tensor);

    /// <summary>The rule in words, a fixed one with its figures.</summary>
    public abstract string Text { get; }

    /// <summary>The largest number that the rule cannot tell from a 0 of the other side.</summary>
    /// <param name="tensor">The tensor, judged.</param>
    /// <param name="index">The row-major index of the number.</param>
    public virtual double AllowedForZero(TensorComparison tensor, int index) => tensor.Allowed[index];

    /// <summary>|x − y| ≤ allowed; equal numbers agree, NaN equals nothing, and nothing but itself is within anything of an infinity.</summary>
    protected static bool Agree(double x, double y, double allowed)
        => x == y || (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x - y) <= allowed);

    /// <summary>A number that lies within what is allowed: undecidable where that is as large as the largest magnitude of the engine's tensor, since 0 or noise would
    /// agree as well.</summary>
    protected static void DecideWithin(TensorComparison tensor, int index, double allowed, double largestEngine)
    {
        if (allowed >= largestEngine)
        {
            tensor.SetUndecidable(index, UndecidableCause.Rounding);
        }
    }

    /// <summary>A number that lies beyond what is allowed: it differs, unless both are finite and what is allowed is as large as the largest magnitude of both
    /// sides' tensors.</summary>
    protected static void DecideBeyond(TensorComparison tensor, int index, double allowed, double largest)
    {
        if (double.IsFinite(tensor.Engine[index]) && double.IsFinite(tensor.Other[index]) && allowed >= largest)
        {
            tensor.SetUndecidable(index, UndecidableCause.Rounding);
        }
        else
        {
            tensor.Verdicts[index] = NumberVerdict.Differs;
        }
    }

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
