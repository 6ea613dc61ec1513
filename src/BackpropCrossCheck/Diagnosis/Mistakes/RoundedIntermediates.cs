namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Intermediate results are rounded.</summary>
internal sealed class RoundedIntermediates() : RoundingOnTheWay(MidpointRounding.AwayFromZero, MidpointRounding.ToEven)
{
    /// <inheritdoc/>
    public override string Cause => "rounded-intermediates";

    /// <inheritdoc/>
    public override string Sentence => "every intermediate result is rounded";
}
