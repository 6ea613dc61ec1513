namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Intermediate results are cut off.</summary>
internal sealed class TruncatedIntermediates() : RoundingOnTheWay(MidpointRounding.ToZero)
{
    /// <inheritdoc/>
    public override string Cause => "truncated-intermediates";

    /// <inheritdoc/>
    public override string Sentence => "every intermediate result is cut off";

    /// <inheritdoc/>
    public override string Signs
        => "The numbers have few decimals, are never above ours in magnitude at first, and drift further later on.";
}
