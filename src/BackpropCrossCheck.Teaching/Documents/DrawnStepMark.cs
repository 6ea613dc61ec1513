namespace BackpropCrossCheck.Documents;

/// <summary>What became of a step, as a drawing shows it by colour and sign.</summary>
internal enum DrawnStepMark
{
    /// <summary>It follows.</summary>
    Follows,

    /// <summary>It follows, and carries an earlier mistake on.</summary>
    Carried,

    /// <summary>It is wrong by itself.</summary>
    Wrong,

    /// <summary>It cannot be told.</summary>
    Undecidable,

    /// <summary>It is given, but there is nothing to judge it by.</summary>
    NotJudged,

    /// <summary>It is not given.</summary>
    NotGiven,
}
