using System.Globalization;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Documents.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Fixtures.Writing;
using BackpropCrossCheck.Protocol;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary><c>record --as-expected</c>: copies of fixtures with the numbers of oracles as expected entries.</summary>
/// <param name="folder">Where the copies go.</param>
/// <param name="paths">The path of each fixture's copy, by the fixture's file.</param>
internal sealed class ExpectedRecording(string folder, IReadOnlyDictionary<string, string> paths)
{
    private readonly List<FixtureReport> _reports = [];

    /// <summary>The copies of the fixtures of a selection.</summary>
    /// <param name="folder">Where they go.</param>
    /// <param name="selection">The fixtures.</param>
    /// <exception cref="UsageException">Two fixtures have the same path below the folders that were given.</exception>
    public static ExpectedRecording Of(string folder, FixtureSelection selection)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string file, string key) in selection.Files.Zip(selection.Keys))
        {
            string path = Path.Combine(folder, key == StandardInput.Path ? "standard-input.json" : key);
            if (!taken.TryAdd(path, file))
            {
                throw new UsageException(
                    $"--output {Wording.Quote(folder)}: {taken[path]} and {file} would both be written to {path}. Record them one "
                        + "after the other, into two folders.");
            }

            paths.Add(file, path);
        }

        return new ExpectedRecording(folder, paths);
    }

    /// <summary>The files that are written.</summary>
    public IReadOnlyList<AskedOutput> Outputs => [.. paths.Values.Select(path => AskedOutput.Of("--output", path, path))];

    /// <summary>Takes the numbers of a fixture.</summary>
    /// <param name="report">Its report, with its numbers.</param>
    public void Add(FixtureReport report) => _reports.Add(report);

    /// <summary>Writes the copies, and says what was written and what was not.</summary>
    /// <param name="run">The report of the run.</param>
    /// <param name="oraclesAreNamed">Whether every oracle is required.</param>
    /// <param name="style">Where it is said.</param>
    /// <param name="console">For fixtures that cannot be checked.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">A copy cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing a copy is not allowed.</exception>
    public int Write(CheckReport run, bool oraclesAreNamed, ConsoleStyle style, ConsoleReport console)
    {
        var versions = run.Oracles.Where(oracle => oracle.Status is OracleStatus.Available)
            .GroupBy(oracle => oracle.Name)
            .ToDictionary(group => group.Key, group => ((OracleStatus.Available)group.First().Status).Version);
        int written = 0;
        foreach (FixtureReport fixture in _reports.Where(fixture => fixture.Calculated is not null))
        {
            byte[] bytes = fixture.Calculated!.Bytes.Span.ToArray();
            OracleResult[] results = [.. fixture.Calculated.Oracles.Where(result => result.Numbers is not null)];
            foreach (OracleResult result in results)
            {
                string by = $"{result.Name} {versions[result.Name]}";
                bytes = ExpectedInsertion.Into(
                    bytes, by, ExpectedText.Of(by, result.Numbers!.Format!.Value, result.Numbers.Numbers, ExpectedInsertion.Indent));
            }

            if (results.Length > 0)
            {
                // A copy that could not be read again would be no use to anybody.
                FixtureReader.Read(bytes, paths[fixture.File]);
                WholeFile.Write(paths[fixture.File], stream => stream.Write(bytes));
                written++;
            }
        }

        foreach (FixtureReport fixture in run.Fixtures.Where(fixture => fixture.Error is not null))
        {
            console.WriteFixture(fixture);
        }

        style.Line();
        SkippedComparisons.Write(style, run);
        return Conclude(run, oraclesAreNamed, written, style);
    }

    private int Conclude(CheckReport run, bool oraclesAreNamed, int written, ConsoleStyle style)
    {
        int differing = run.Fixtures.Count(
            fixture => fixture.Comparisons.Any(comparison => comparison is { Kind: ResultKind.Oracle, Discrepancies: > 0 }));
        if (differing > 0)
        {
            style.Paragraph(
                0,
                string.Empty,
                $"{Wording.Count(differing, "fixture")} with numbers that differ from the engine's: they are recorded as they are, and "
                    + "check says where they differ");
        }

        bool isShort = run.Summary.OracleFailures > 0 || (oraclesAreNamed && run.Summary.Unavailable > 0)
            || run.Oracles.Any(oracle => oracle.Fault is not null);
        int exitCode = run.Summary.InternalErrors > 0 ? ExitCode.InternalError
            : run.Summary.Errors > 0 ? ExitCode.BadInput
            : run.Summary.Fixtures == 0 ? ExitCode.NothingChecked
            : differing > 0 ? ExitCode.Discrepancy
            : isShort || written == 0 ? ExitCode.Inconclusive
            : ExitCode.Agrees;
        Verdict verdict = exitCode switch
        {
            ExitCode.Agrees => Verdict.Pass,
            ExitCode.Discrepancy => Verdict.Fail,
            ExitCode.Inconclusive or ExitCode.NothingChecked => Verdict.Inconclusive,
            _ => Verdict.Error,
        };
        string rest = written < run.Summary.Fixtures
            ? string.Create(CultureInfo.InvariantCulture, $", {run.Summary.Fixtures - written} not: no oracle gave numbers")
            : string.Empty;
        style.Paragraph(
            0,
            VerdictLabel.Of(verdict),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Wording.Count(written, "fixture is", "fixtures are")} written to {folder}{rest} (exit code {exitCode})"));
        if (written > 0)
        {
            style.Line($"Go on with: {ReproduceCommand.Of("check", folder)} --oracle none");
        }

        return exitCode;
    }
}
