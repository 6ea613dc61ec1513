namespace BackpropCrossCheck.Fixtures;

/// <summary>The origin of other results.</summary>
public enum EntryKind
{
    /// <summary>Printed by a program.</summary>
    Recorded,

    /// <summary>Calculated by hand; graded number by number.</summary>
    Hand,
}
