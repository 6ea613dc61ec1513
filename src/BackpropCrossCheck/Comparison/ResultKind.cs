namespace BackpropCrossCheck.Comparison;

/// <summary>The origin of a result that is compared with the engine.</summary>
public enum ResultKind
{
    /// <summary>A program that was asked during the run.</summary>
    Oracle,

    /// <summary>Numbers that a program once printed.</summary>
    Recorded,

    /// <summary>A calculation by hand.</summary>
    Hand,
}
