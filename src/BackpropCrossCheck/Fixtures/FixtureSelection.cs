namespace BackpropCrossCheck.Fixtures;

/// <summary>What paths on a command line stand for.</summary>
/// <param name="Files">The files, each once: in the order of the paths, those of a folder in ordinal order.</param>
/// <param name="Faults">The paths that could not be followed.</param>
public sealed record FixtureSelection(IReadOnlyList<string> Files, IReadOnlyList<PathFault> Faults)
{
    /// <summary>The files' paths under the folders that were given, with forward slashes; the names of files that were given
    /// themselves.</summary>
    internal IReadOnlyList<string> Keys { get; init; } = [];
}
