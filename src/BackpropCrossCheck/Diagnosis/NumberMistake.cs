using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake that shows in the numbers themselves, and that no other calculation gives: their format, their digits, a number that
/// is not finite.</summary>
internal abstract class NumberMistake : Mistake
{
    /// <summary>Whether it is asked before any other mistake is tried.</summary>
    public virtual bool IsFirst => false;

    /// <summary>The mistake, if the numbers show it.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="own">The other side's calculation, step by step; null where it cannot be followed.</param>
    public abstract Finding? FindingIn(Reference reference, Evidence evidence, OwnSteps? own);

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => [];

    /// <summary>The finding.</summary>
    /// <param name="argument">The parameter, or null.</param>
    /// <param name="text">What the numbers show, and what to do about it.</param>
    /// <param name="layer">The layer, from 0; null if it is everywhere.</param>
    /// <param name="share">The share of the differing numbers that it explains.</param>
    protected Finding Found(FindingArgument? argument, string text, int? layer = null, double share = 1)
        => new(Cause, layer + 1, argument, share, text);
}
