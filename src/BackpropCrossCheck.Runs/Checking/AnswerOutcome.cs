namespace BackpropCrossCheck.Checking;

/// <summary>What comes of one person's answers.</summary>
internal enum AnswerOutcome
{
    /// <summary>Everything that is given is right.</summary>
    Right,

    /// <summary>Nothing is wrong, and every number has fewer digits than asked for.</summary>
    Coarse,

    /// <summary>Nothing is wrong, and most of it is missing.</summary>
    Incomplete,

    /// <summary>A number is wrong.</summary>
    Wrong,

    /// <summary>Nothing is given, or a number cannot be decided.</summary>
    Unknown,
}
