namespace BackpropCrossCheck.Documents;

/// <summary>What a drawing shows of a unit or a connection by its colour and its line.</summary>
internal enum DrawnMark
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Something about it cannot be told.</summary>
    Doubtful,

    /// <summary>Something about it is wrong.</summary>
    Wrong,
}
