namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Intermediate results are rounded.</summary>
internal sealed class RoundedIntermediates() : RoundingOnTheWay(MidpointRounding.AwayFromZero, MidpointRounding.ToEven)
{
    /// <inheritdoc/>
    public override string Cause => "rounded-intermediates";

    /// <inheritdoc/>
    public override string Sentence => "every intermediate result is rounded";

    /// <inheritdoc/>
    public override string Signs => "The numbers have few decimals, and later ones are off by more than a unit of the last.";
}
