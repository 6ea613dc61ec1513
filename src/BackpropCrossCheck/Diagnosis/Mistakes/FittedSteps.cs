using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A mistake with one parameter, fitted to each wrong step by itself.</summary>
internal static class FittedSteps
{
    /// <summary>The mistake with the declared value first, then with the value of each wrong step.</summary>
    /// <param name="own">The other side's calculation.</param>
    /// <param name="quantity">The quantity whose steps show the parameter.</param>
    /// <param name="with">Creates the mistake with a value of the parameter, on which these steps depend linearly.</param>
    /// <param name="declared">The value that the fixture declares; null if it declares none.</param>
    public static IEnumerable<Suspicion> Of(OwnSteps own, Quantity quantity, Func<double, Suspicion> with, double? declared)
    {
        if (declared is { } value)
        {
            yield return with(value) with { WithParameter = null };
        }

        foreach (OwnStep step in own.Wrong.Where(step => step.Step.Quantity == quantity))
        {
            if (LinearFit.Of(own, step, with) is { } fitted && fitted != 0)
            {
                yield return with(fitted);
            }
        }
    }
}
