namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake in writing one number down. It has to be exact: the digits that were written show it, and no calculation.</summary>
internal abstract class SlipOfThePen : Mistake
{
    /// <summary>How many bits the digits of the number must provide, beyond the ways in which the slip may be made there.</summary>
    protected const double EnoughBits = 5;

    /// <inheritdoc/>
    public sealed override bool IsLastResort => true;

    /// <inheritdoc/>
    public sealed override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence) => [];

    /// <summary>What the number shows, as a clause after its place; null if this slip does not explain it.</summary>
    /// <param name="number">The number.</param>
    public abstract string? Shown(WrittenNumber number);
}
