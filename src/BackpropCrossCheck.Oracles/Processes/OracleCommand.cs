namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>A program that speaks the oracle protocol, and how to start it.</summary>
public sealed record OracleCommand
{
    /// <summary>A command.</summary>
    /// <param name="name">The name by which the oracle is requested.</param>
    /// <param name="program">The program: a path, or a name to look up on the PATH.</param>
    /// <param name="arguments">Its arguments, unchanged: no shell interprets them.</param>
    public OracleCommand(string name, string program, IEnumerable<string> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        Name = name;
        Program = program;
        Arguments = [.. arguments];
    }

    /// <summary>The name by which the oracle is requested.</summary>
    public string Name { get; }

    /// <summary>The program: a path, or a name to look up on the PATH.</summary>
    public string Program { get; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Environment variables for it. A variable that is already set keeps its value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>The folder in which it runs; null for that of this program.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>What a user can do if the program ends before its greeting; null if nothing is known.</summary>
    public string? RemedyForNoGreeting { get; init; }

    /// <summary>What a user can do if the program cannot be started.</summary>
    public string Remedy { get; init; } =
        "check its name, and that it may be executed; a name without a directory is looked for on the PATH.";
}
