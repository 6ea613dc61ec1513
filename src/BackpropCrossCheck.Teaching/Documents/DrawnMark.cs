namespace BackpropCrossCheck.Documents;

/// <summary>How a unit or a connection is highlighted in a drawing, by colour and line.</summary>
internal enum DrawnMark
{
    /// <summary>Not highlighted.</summary>
    None,

    /// <summary>Something about it is undecidable.</summary>
    Doubtful,

    /// <summary>Something about it is wrong.</summary>
    Wrong,
}
