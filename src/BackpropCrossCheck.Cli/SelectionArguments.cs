using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Cli;

/// <summary>The options that leave fixtures or comparisons out of a check.</summary>
internal sealed class SelectionArguments
{
    private readonly Option<string[]> _filter = new("--filter")
    {
        Description = "Check only fixtures whose name or path matches (repeatable): * any characters, ? one, [ab] one of these.",
        HelpName = "GLOB",
    };

    private readonly Option<bool> _skipUnsupported = new("--skip-unsupported")
    {
        Description = "An oracle that does not offer what a fixture needs is left out there; the run is not inconclusive for it.",
    };

    private readonly Option<bool> _failFast = new("--fail-fast")
    {
        Description = "Stop after the first fixture that fails; the others are counted as not checked.",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Option> Options => [_filter, _skipUnsupported, _failFast];

    /// <summary>Those of the options that are given, as one would type them.</summary>
    public IEnumerable<string> Repeatable(ParseResult parsed) =>
    [
        .. (parsed.GetValue(_filter) ?? []).SelectMany(glob => new[] { _filter.Name, glob }),
        .. new[] { _skipUnsupported, _failFast }.Where(parsed.GetValue).Select(option => option.Name),
    ];

    /// <summary>The fixtures that the filter leaves.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="whole">All fixtures.</param>
    /// <param name="limit">How much of one file is read at most, in MiB.</param>
    /// <exception cref="UsageException">A pattern is empty.</exception>
    public FixtureSelection Filter(ParseResult parsed, FixtureSelection whole, int limit)
    {
        string[] globs = parsed.GetValue(_filter) ?? [];
        return globs.Length == 0 ? whole
            : globs.Contains(string.Empty) ? throw new UsageException(
                "--filter \"\": a pattern is expected, for example --filter 'paper-*'.")
            : FixtureFilter.Choose(whole, [.. globs.Select(glob => new GlobPattern(glob))], limit);
    }

    /// <summary>The options of a check with these.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The other options.</param>
    public CheckOptions Apply(ParseResult parsed, CheckOptions options) => options with
    {
        SkipUnsupported = parsed.GetValue(_skipUnsupported),
        FailFast = parsed.GetValue(_failFast),
    };

    /// <summary>Whether the run stops after the first fixture that fails.</summary>
    public bool FailFast(ParseResult parsed) => parsed.GetValue(_failFast);
}
