using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>Another source's numbers for a fixture.</summary>
/// <param name="By">An oracle's name or the entry's "by".</param>
/// <param name="Kind">Their origin.</param>
/// <param name="Precision">How precise they are.</param>
/// <param name="Loss">The convention in which they are stated.</param>
/// <param name="Numbers">The numbers.</param>
public sealed record IndependentResult(string By, ResultKind Kind, NumberPrecision Precision, Loss Loss, TensorSet Numbers)
{
    private static readonly HashSet<(Step Step, int Index)> NoNumbers = [];

    /// <summary>The other side's own estimate of how far each number may be off, in the convention of <see cref="Loss"/>; null if its
    /// format's rounding is the only error.</summary>
    public TensorSet? Errors { get; init; }

    /// <summary>True if the deltas were given as −∂L/∂a. In <see cref="Numbers"/> they are ∂L/∂a.</summary>
    public bool HasNegativeDeltas { get; init; }

    /// <summary>The format in which the numbers were calculated; null if they are rounded to digits. Single quantities may be printed with
    /// few digits all the same, see <see cref="HasDigits"/>.</summary>
    public FloatFormat? Format
        => Precision.ForMost() is NumberPrecision.Format format
            ? format.Value
            : null;

    /// <summary>The precision of a step's numbers.</summary>
    /// <param name="step">The step.</param>
    internal NumberPrecision PrecisionOf(Step step) => Precision.For(step.Quantity);

    /// <summary>Whether a step's numbers are rounded to digits.</summary>
    /// <param name="step">The step.</param>
    internal bool HasDigits(Step step) => PrecisionOf(step) is not NumberPrecision.Format;

    /// <summary>The result without the numbers that are rounded to digits, if the others have a format.</summary>
    internal IndependentResult InFormat()
    {
        if (Format is null || Precision is not NumberPrecision.ByQuantity)
        {
            return this;
        }

        var numbers = new TensorSet(Numbers.Layout);
        foreach (Step step in Numbers.Layout.Steps.Where(step => Numbers[step] is not null && !HasDigits(step)))
        {
            numbers.Set(step, Numbers[step]!, Numbers.Missing(step));
        }

        return this with { Numbers = numbers };
    }

    /// <summary>Numbers that a person wrote and nobody can read. They are missing in <see cref="Numbers"/>, and count as wrong.</summary>
    internal IReadOnlySet<(Step Step, int Index)> Unreadable { get; init; } = NoNumbers;

    /// <summary>The result that an entry of a fixture states.</summary>
    /// <param name="entry">The entry.</param>
    public static IndependentResult Of(ExpectedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new IndependentResult(
            entry.By, entry.Kind == EntryKind.Hand ? ResultKind.Hand : ResultKind.Recorded, entry.Precision, entry.Loss, entry.Numbers)
        {
            HasNegativeDeltas = entry.HasNegativeDeltas,
        };
    }
}
