namespace BackpropCrossCheck.Fixtures;

/// <summary>How somebody else's results came about.</summary>
public enum EntryKind
{
    /// <summary>Printed by a program.</summary>
    Recorded,

    /// <summary>Calculated by hand; graded number by number.</summary>
    Hand,
}
