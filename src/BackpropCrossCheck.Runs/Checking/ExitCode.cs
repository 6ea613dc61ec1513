namespace BackpropCrossCheck.Checking;

/// <summary>The exit codes of the program.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for was checked and agrees.</summary>
    public const int Agrees = 0;

    /// <summary>There is a discrepancy.</summary>
    public const int Discrepancy = 1;

    /// <summary>The arguments or a fixture are invalid.</summary>
    public const int BadInput = 2;

    /// <summary>The run is inconclusive.</summary>
    public const int Inconclusive = 3;

    /// <summary>The program itself is at fault.</summary>
    public const int InternalError = 4;

    /// <summary>Nothing was checked.</summary>
    public const int NothingChecked = 5;
}
