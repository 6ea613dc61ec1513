namespace BackpropCrossCheck.Diagnosis;

/// <summary>A mistake that gives the numbers of some steps that are wrong.</summary>
/// <param name="Suspicion">The mistake.</param>
/// <param name="Steps">The steps, in the order of the calculation.</param>
/// <param name="Bits">How many bits of evidence they are for it.</param>
/// <param name="Rank">Its place among the known mistakes: simpler ones come first.</param>
internal sealed record StepExplanation(Suspicion Suspicion, IReadOnlyList<OwnStep> Steps, double Bits, int Rank)
{
    /// <summary>Whether another explanation is of the same mistake, made elsewhere or in several places.</summary>
    /// <param name="other">The other explanation.</param>
    public bool IsSameMistake(StepExplanation other)
        => other.Suspicion.Mistake == Suspicion.Mistake && Equals(other.Suspicion.Argument, Suspicion.Argument);
}
