using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Cli.Files;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>A report requested on the command line: its format and where it goes.</summary>
/// <param name="Format">The format.</param>
/// <param name="Path">A file, or "-" for standard output, which also has other names.</param>
internal sealed record ReportTarget(IReportFormat Format, string Path)
{
    /// <summary>True if the report goes to standard output.</summary>
    public bool IsStandardOutput { get; } = Path == "-" || OutputPlace.Of(Path).IsStandardOutput;

    /// <summary>Parses the values of <c>--report</c>.</summary>
    /// <param name="texts">The values, each FORMAT=PATH.</param>
    /// <param name="formats">The formats that the command has.</param>
    /// <exception cref="UsageException">A value is not of that form.</exception>
    public static IReadOnlyList<ReportTarget> ParseAll(IEnumerable<string> texts, IReadOnlyList<IReportFormat> formats)
        => [.. texts.Select(text => Parse(text, formats))];

    /// <summary>The report as a requested output.</summary>
    public AskedOutput Asked
        => IsStandardOutput ? AskedOutput.Standard("--report") : AskedOutput.Of("--report", $"{Format.Name}={Path}", Path);

    /// <summary>Writes the report, whole or not at all, and creates its folder if needed.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">Everything else that affects the text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing the file is not allowed.</exception>
    public void Write(CheckReport report, ReportOptions options)
    {
        if (IsStandardOutput)
        {
            using Stream output = Terminal.OpenReport();
            Format.Write(report, output, options);
        }
        else
        {
            WholeFile.Write(Path, stream => Format.Write(report, stream, options));
        }
    }

    private static ReportTarget Parse(string text, IReadOnlyList<IReportFormat> formats)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        IReportFormat format = formats.FirstOrDefault(known => known.Name == name) ?? throw new UsageException(
            $"--report {Wording.Quote(text)}: the format {Wording.Quote(name)} is not known"
                + $"{NearestName.Question(name, formats.Select(known => known.Name))} "
                + $"Expected is FORMAT=PATH with one of the formats: {Wording.List(formats.Select(known => known.Name))}.");
        return equals < 0 || equals == text.Length - 1
            ? throw new UsageException(
                $"--report {Wording.Quote(text)}: a path is missing; write --report {name}=PATH, or {name}=- for standard output.")
            : new ReportTarget(format, text[(equals + 1)..]);
    }
}
