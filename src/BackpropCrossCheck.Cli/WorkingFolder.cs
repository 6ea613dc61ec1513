using BackpropCrossCheck.Checking;

namespace BackpropCrossCheck.Cli;

/// <summary>The folder in which the program runs.</summary>
internal static class WorkingFolder
{
    /// <summary>The message if it no longer exists.</summary>
    public static readonly string IsGone =
        "backprop-check: the working folder does not exist any more; change to a folder that does, and run this again (exit code "
            + $"{ExitCode.InternalError})";

    /// <summary>Whether it still exists: someone may have deleted it.</summary>
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
