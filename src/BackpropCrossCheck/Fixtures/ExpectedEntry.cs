using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Fixtures;

/// <summary>Someone else's results for a fixture.</summary>
/// <param name="By">The person or program that got them.</param>
/// <param name="Kind">Whether they were recorded from a program or calculated by hand.</param>
/// <param name="Loss">The convention in which the numbers are stated; of the same family as the fixture's.</param>
/// <param name="Precision">How precise the numbers are.</param>
/// <param name="Numbers">The numbers, in the convention of <paramref name="Loss"/>.</param>
public sealed record ExpectedEntry(string By, EntryKind Kind, Loss Loss, NumberPrecision Precision, TensorSet Numbers)
{
    /// <summary>True if its deltas were given as −∂L/∂a, (t − y)·h'(a) in the last layer. <see cref="Numbers"/> has them as
    /// ∂L/∂a.</summary>
    public bool HasNegativeDeltas { get; init; }

    /// <summary>True if it gives numbers that few entries state, or leaves them blank.</summary>
    public bool StatesOptional => Numbers.Layout.HasOptional && Numbers.Layout.Steps.Any(
        step => step.Quantity.IsOptional && (Numbers[step] is not null || Numbers.IsBlank(step)));

    /// <summary>Where the numbers are in the file; null for an entry created in memory.</summary>
    internal INumberOffsets? Offsets { get; init; }

    /// <summary>The entry if its deltas are −∂L/∂a: their sign is turned in <see cref="Numbers"/>, in place.</summary>
    internal ExpectedEntry WithNegativeDeltas()
    {
        for (int l = 0; l < Numbers.Layout.Layers.Count; l++)
        {
            double[] deltas = Numbers[Numbers.Layout.Delta(l)] ?? [];
            for (int i = 0; i < deltas.Length; i++)
            {
                deltas[i] = deltas[i] == 0 ? 0 : -deltas[i];
            }
        }

        return this with { HasNegativeDeltas = true };
    }
}
