namespace BackpropCrossCheck.Checking;

/// <summary>The exit codes of the program.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for was checked and agrees.</summary>
    public const int Agrees = 0;

    /// <summary>A discrepancy.</summary>
    public const int Discrepancy = 1;

    /// <summary>Bad arguments or a bad fixture.</summary>
    public const int BadInput = 2;

    /// <summary>It cannot be told.</summary>
    public const int Inconclusive = 3;

    /// <summary>A fault of the program.</summary>
    public const int InternalError = 4;

    /// <summary>Nothing was checked.</summary>
    public const int NothingChecked = 5;
}
