namespace BackpropCrossCheck.Comparison;

/// <summary>A rule's judgement of one number.</summary>
/// <param name="Allowed">The largest |engine − other| that counts as agreement; infinite if nothing can be decided.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Cause">Why the number is undecidable.</param>
internal readonly record struct NumberJudgement(double Allowed, NumberVerdict Verdict, UndecidableCause Cause)
{
    /// <summary>The number agrees.</summary>
    /// <param name="allowed">The largest difference that counts as agreement.</param>
    public static NumberJudgement Agrees(double allowed) => new(allowed, NumberVerdict.Agrees, UndecidableCause.None);

    /// <summary>The number differs.</summary>
    /// <param name="allowed">The largest difference that counts as agreement.</param>
    public static NumberJudgement Differs(double allowed) => new(allowed, NumberVerdict.Differs, UndecidableCause.None);

    /// <summary>The number is undecidable.</summary>
    /// <param name="allowed">The largest difference that counts as agreement.</param>
    /// <param name="cause">Why.</param>
    public static NumberJudgement Undecidable(double allowed, UndecidableCause cause) => new(allowed, NumberVerdict.Undecidable, cause);
}
