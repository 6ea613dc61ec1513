namespace BackpropCrossCheck.Comparison;

/// <summary>Where a result that stands against the engine comes from.</summary>
public enum ResultKind
{
    /// <summary>A program that was asked now.</summary>
    Oracle,

    /// <summary>Numbers that a program printed once.</summary>
    Recorded,

    /// <summary>A calculation by hand.</summary>
    Hand,
}
