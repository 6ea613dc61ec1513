using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>One step that the other side gives, next to what follows from its own earlier numbers. All numbers are in its own
/// convention.</summary>
/// <param name="Step">The step.</param>
/// <param name="Given">The other side's numbers.</param>
/// <param name="Expected">What follows from its own numbers.</param>
/// <param name="Allowed">The largest |given − expected| that follows.</param>
/// <param name="Counts">Which numbers are given, finite and decidable.</param>
internal sealed record OwnStep(Step Step, double[] Given, double[] Expected, double[] Allowed, bool[] Counts)
{
    /// <summary>Which numbers do not follow.</summary>
    public required bool[] Wrong { get; init; }

    /// <summary>Whether a number does not follow.</summary>
    public bool IsWrong => Array.IndexOf(Wrong, true) >= 0;

    /// <summary>How many numbers do not follow.</summary>
    public int WrongCount => Wrong.Count(wrong => wrong);

    /// <summary>Whether a given number is not 0, and not what is left of a sum that cancels.</summary>
    public bool IsMoreThanZeros => Indices.Any(i => Math.Abs(Given[i]) > Allowed[i]);

    /// <summary>Whether the other side does not give everything that the step follows from, so that its mistake may have been made
    /// before.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The layer, from 0; −1 for the losses.</summary>
    public int Layer => Step.Layer;

    /// <summary>The indices of the numbers that count.</summary>
    public IReadOnlyList<int> Indices { get; } = [.. Enumerable.Range(0, Given.Length).Where(i => Counts[i])];

    /// <summary>The factor by which the given numbers are what follows, by least squares with the largest numbers counting most; null if
    /// nothing follows but zeros.</summary>
    public double? Factor
    {
        get
        {
            double products = 0;
            double squares = 0;
            foreach (int i in Indices)
            {
                double scale = 1 / (Allowed[i] > 0 ? Allowed[i] : double.Epsilon);
                double x = Expected[i] * scale;
                products += x * Given[i] * scale;
                squares += x * x;
            }

            return squares > 0 && double.IsFinite(products / squares) ? products / squares : null;
        }
    }
}
