namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Where things are in this checkout.</summary>
internal static class Repository
{
    /// <summary>The folder of BackpropCrossCheck.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>backprop-check, as built with this test project.</summary>
    public static string Program { get; } = Built("src/BackpropCrossCheck.Cli", "backprop-check.dll");

    /// <summary>The oracle that misbehaves on demand.</summary>
    public static string FakeOracle { get; } = Built("tests/BackpropCrossCheck.FakeOracle", "BackpropCrossCheck.FakeOracle.dll");

    /// <summary>The .NET host that runs this test.</summary>
    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>A file or folder of the repository.</summary>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Built(string project, string file)
    {
        // bin/Debug/net10.0, or another configuration.
        string framework = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string configuration = Path.GetDirectoryName(framework)!;
        string path = Path.Combine(Root, project, "bin", Path.GetFileName(configuration), Path.GetFileName(framework), file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not there; build the solution first.");
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BackpropCrossCheck.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"BackpropCrossCheck.sln was not found above {AppContext.BaseDirectory}.");
    }
}
