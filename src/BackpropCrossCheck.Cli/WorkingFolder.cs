using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Cli;

/// <summary>The folder that the program runs in.</summary>
internal static class WorkingFolder
{
    /// <summary>What is said where it is not there.</summary>
    public static readonly string IsGone =
        "backprop-check: the working folder does not exist any more; change to a folder that does, and run this again (exit code "
            + $"{ExitCode.InternalError})";

    /// <summary>Whether it is there: somebody may have deleted it.</summary>
    public static bool Exists
    {
        get
        {
            try
            {
                return Directory.Exists(Environment.CurrentDirectory);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }
}
