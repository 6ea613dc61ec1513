namespace BackpropCrossCheck.Baselines;

/// <summary>Creates exceptions for faults in a baseline: where the fault is, what was found, what was expected.</summary>
internal static class BaselineFault
{
    /// <summary>A fault at a place.</summary>
    /// <param name="file">The file, as given.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="problem">What was found and what was expected.</param>
    public static FormatException At(string file, int line, int column, string problem)
        => new(FormattableString.Invariant($"{file}:{line}:{column}: {problem}"));
}
