namespace BackpropCrossCheck.Diagnosis;

/// <summary>Fits a parameter on which one step depends linearly, by least squares with the weights of its rounding.</summary>
internal static class LinearFit
{
    /// <summary>The value of the parameter that comes closest to the other side's numbers of a step.</summary>
    /// <param name="own">The other side's calculation.</param>
    /// <param name="step">The step.</param>
    /// <param name="mistake">Creates the mistake with a value of the parameter.</param>
    /// <returns>Null if the step does not depend on it, or the value is not finite.</returns>
    public static double? Of(OwnSteps own, OwnStep step, Func<double, Variation> mistake)
        => own.Calculated(mistake(0), step.Step) is { } start && own.Calculated(mistake(1), step.Step) is { } moved
            ? Of(own, step, start, [.. moved.Select((value, i) => value - start[i])])
            : null;

    /// <summary>p in given = start + p·direction.</summary>
    /// <param name="own">The other side's calculation.</param>
    /// <param name="step">The step.</param>
    /// <param name="start">What the step is for p = 0.</param>
    /// <param name="direction">How much it changes with p.</param>
    public static double? Of(OwnSteps own, OwnStep step, double[] start, double[] direction)
    {
        double products = 0;
        double squares = 0;
        var interval = new FeasibleInterval();
        foreach (int i in step.Indices)
        {
            double uncertain = step.Allowed[i];
            if (direction[i] != 0 && uncertain > 0)
            {
                double share = direction[i] / uncertain;
                products += share * ((step.Given[i] - start[i]) / uncertain);
                squares += share * share;
                interval.Add(step.Given[i] - start[i], direction[i], uncertain);
            }
        }

        double fitted = products / squares;
        return !double.IsFinite(fitted) ? null
            : own.Evidence.Other.Format is null ? interval.Middle ?? fitted
            : fitted;
    }
}
