namespace BackpropCrossCheck.Engine.Activations;

/// <summary>A place at which a derivative jumps.</summary>
/// <param name="At">The argument.</param>
/// <param name="Below">The derivative just below it.</param>
/// <param name="Above">The derivative just above it.</param>
/// <param name="TakesAbove">Whether the derivative exactly at it is that above, as in TensorFlow; else it is that below.</param>
public readonly record struct Kink(double At, double Below, double Above, bool TakesAbove = false)
{
    /// <summary>The derivative exactly at it.</summary>
    public double Taken => TakesAbove ? Above : Below;

    /// <summary>The derivative of the side that is not taken.</summary>
    public double Other => TakesAbove ? Below : Above;

    /// <summary>Whether an argument is so close to one of the kinks.</summary>
    /// <param name="kinks">The kinks.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="distance">The distance; 0 to ask for exactly at one.</param>
    public static bool IsNear(IReadOnlyList<Kink> kinks, double argument, double distance)
    {
        ArgumentNullException.ThrowIfNull(kinks);
        for (int i = 0; i < kinks.Count; i++)
        {
            if (Math.Abs(argument - kinks[i].At) <= distance)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The smallest and the largest of the one-sided derivatives; both 0 if there is no kink.</summary>
    /// <param name="kinks">The kinks.</param>
    public static (double Smallest, double Largest) Range(IReadOnlyList<Kink> kinks)
    {
        ArgumentNullException.ThrowIfNull(kinks);
        (double smallest, double largest) = kinks.Count == 0 ? (0, 0) : (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < kinks.Count; i++)
        {
            smallest = Math.Min(smallest, Math.Min(kinks[i].Below, kinks[i].Above));
            largest = Math.Max(largest, Math.Max(kinks[i].Below, kinks[i].Above));
        }

        return (smallest, largest);
    }
}
