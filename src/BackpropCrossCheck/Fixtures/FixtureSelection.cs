namespace BackpropCrossCheck.Fixtures;

/// <summary>The files for the paths on a command line.</summary>
/// <param name="Files">The files, without duplicates, in the order of the paths; those in a folder are in ordinal order.</param>
/// <param name="Faults">The paths that could not be followed.</param>
public sealed record FixtureSelection(IReadOnlyList<string> Files, IReadOnlyList<PathFault> Faults)
{
    /// <summary>The files' paths below the folders that were given, with forward slashes; for files given directly, their names.</summary>
    internal IReadOnlyList<string> Keys { get; init; } = [];
}
