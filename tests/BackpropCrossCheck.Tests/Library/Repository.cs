using System.Runtime.CompilerServices;
using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Library;

/// <summary>The files of the repository, and checks with their own entries only.</summary>
internal static class Repository
{
    /// <summary>A path below the folder of BackpropCrossCheck.sln, which is searched for upwards from this source file.</summary>
    /// <param name="path">The path, with forward slashes.</param>
    /// <param name="source">This source file; filled in by the compiler.</param>
    public static string PathOf(string path, [CallerFilePath] string source = "")
    {
        DirectoryInfo? folder = new FileInfo(source).Directory;
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BackpropCrossCheck.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException($"No BackpropCrossCheck.sln above {source}."), path);
    }

    /// <summary>The report of <c>check PATH --oracle none</c>.</summary>
    /// <param name="path">A file or folder, relative to the repository or absolute.</param>
    public static Task<CheckReport> CheckAsync(string path)
        => new CheckRun(
            new BackpropagationEngine(), [], new CheckOptions { OraclesAreNamed = true, Parallelism = Environment.ProcessorCount })
            .CheckAsync(FixtureFiles.Expand([PathOf(path)]), null, CancellationToken.None);
}
