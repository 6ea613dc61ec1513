using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>One mistake at one place, as a calculation that makes it.</summary>
internal sealed record Suspicion : Variation
{
    /// <summary>The bits of evidence that most mistakes need.</summary>
    public const double UsualBits = 8;

    /// <summary>The mistake.</summary>
    public required Mistake Mistake { get; init; }

    /// <summary>The layer with the mistake, from 0; null if it is everywhere.</summary>
    public int? Layer { get; init; }

    /// <summary>The layers with the mistake, from 0, if it was found in several steps; otherwise empty.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [];

    /// <summary>Its parameter, or null.</summary>
    public FindingArgument? Argument { get; init; }

    /// <summary>Its parameter, if that is a number.</summary>
    public double Number => ((FindingArgument.Number)Argument!).Value;

    /// <summary>Its parameter, if that is words.</summary>
    public string Words => ((FindingArgument.Words)Argument!).Value;

    /// <summary>The first result that may differ from the correct calculation, and its layer, from 0. Everything before it is
    /// unaffected.</summary>
    public required (Quantity Quantity, int Layer) First { get; init; }

    /// <summary>Whether others that explain the same numbers come first: it says what the numbers are, and another says why.</summary>
    public bool IsIndirect
    {
        get => field || Mistake.IsUnusual;
        init;
    }

    /// <summary>Creates the same mistake with another value of the parameter that was fitted to the numbers; null if none was
    /// fitted.</summary>
    public Func<double, Suspicion>? WithParameter { get; init; }

    /// <summary>How many bits of evidence the numbers must provide. A few hundred mistakes are tried, so with fewer than eight bits some
    /// would be found by chance; one that the fixture itself suggests needs fewer.</summary>
    public double EnoughBits { get; init; } = UsualBits;

    /// <summary>The bits of evidence that a number must provide if it is the only one. More than <see cref="EnoughBits"/> where the same
    /// few digits come about by chance.</summary>
    public double EnoughBitsOfOne { get; init; }

    /// <summary>The fitted value.</summary>
    public double Parameter { get; init; }

    /// <summary>True if a parameter was fitted to the numbers.</summary>
    public bool IsFitted => WithParameter is not null;
}
