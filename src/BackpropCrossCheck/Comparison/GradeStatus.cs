namespace BackpropCrossCheck.Comparison;

/// <summary>The mark of one number of a hand calculation.</summary>
public enum GradeStatus
{
    /// <summary>The true value, rounded to nearest (either way at a tie).</summary>
    Correct,

    /// <summary>The true value, cut off after the last digit given.</summary>
    Truncated,

    /// <summary>Not the true value, but the right result from the person's own earlier numbers.</summary>
    Follows,

    /// <summary>The result if every intermediate result is rounded or cut off.</summary>
    RoundedIntermediates,

    /// <summary>Right from the person's own numbers, but 0 whatever is done, because an own number before it is 0.</summary>
    Trivial,

    /// <summary>None of these.</summary>
    Wrong,

    /// <summary>Written so that nobody can read it: a fraction, a date. It counts as wrong.</summary>
    Unreadable,

    /// <summary>Left blank.</summary>
    NotGiven,
}
