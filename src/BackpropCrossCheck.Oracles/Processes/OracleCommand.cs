namespace BackpropCrossCheck.Oracles.Processes;

/// <summary>A program that speaks the oracle protocol, and how it is started.</summary>
public sealed record OracleCommand
{
    /// <summary>A command.</summary>
    /// <param name="name">The name that the oracle is asked for by.</param>
    /// <param name="program">The program: a path, or a name that is looked for on the PATH.</param>
    /// <param name="arguments">Its arguments, as they are: no shell reads them.</param>
    public OracleCommand(string name, string program, IEnumerable<string> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(program);
        ArgumentNullException.ThrowIfNull(arguments);
        Name = name;
        Program = program;
        Arguments = [.. arguments];
    }

    /// <summary>The name that the oracle is asked for by.</summary>
    public string Name { get; }

    /// <summary>The program: a path, or a name that is looked for on the PATH.</summary>
    public string Program { get; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Environment variables that it gets where the environment does not have them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>What a user can do when the program ends before its greeting; null where nothing is known.</summary>
    public string? RemedyForNoGreeting { get; init; }

    /// <summary>What a user can do when the program cannot be started.</summary>
    public string Remedy { get; init; } =
        "check its name, and that it may be executed; a name without a directory is looked for on the PATH.";
}
