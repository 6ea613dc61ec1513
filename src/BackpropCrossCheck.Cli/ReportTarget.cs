using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>A report that was asked for: its format and where it goes.</summary>
/// <param name="Format">The format.</param>
/// <param name="Path">A file, or "-" for standard output.</param>
internal sealed record ReportTarget(IReportFormat Format, string Path)
{
    /// <summary>True where the report goes to standard output.</summary>
    public bool IsStandardOutput => Path == "-";

    /// <summary>Reads what was given to <c>--report</c>.</summary>
    /// <param name="texts">FORMAT=PATH, any number of times.</param>
    /// <exception cref="UsageException">One is not of that form, or two go to one place.</exception>
    public static IReadOnlyList<ReportTarget> ParseAll(IEnumerable<string> texts)
    {
        ReportTarget[] targets = [.. texts.Select(Parse)];
        IGrouping<string, ReportTarget>? shared = targets.GroupBy(target => target.Place).FirstOrDefault(group => group.Count() > 1);
        return shared is null ? targets
            : shared.First().IsStandardOutput ? throw new UsageException("--report: several reports for standard output were found; only one can have it.")
            : throw new UsageException($"--report: several reports for the file {shared.First().Path} were found; each needs its own.");
    }

    /// <summary>Refuses reports that would take the place of what the command reads.</summary>
    /// <param name="targets">The reports.</param>
    /// <param name="files">What is read.</param>
    /// <exception cref="UsageException">One of them would.</exception>
    public static void RefuseToReplace(IReadOnlyList<ReportTarget> targets, IEnumerable<string> files)
    {
        WholeFile.RefuseToReplace(
            [.. targets.Where(target => !target.IsStandardOutput).Select(target => ($"--report {target.Format.Name}={target.Path}", target.Path))], files);
    }

    /// <summary>Writes the report, whole or not at all; the folders above the file are made.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">What else decides the text.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public void Write(CheckReport report, ReportOptions options)
    {
        if (IsStandardOutput)
        {
            using Stream output = Console.OpenStandardOutput();
            Format.Write(report, output, options);
        }
        else
        {
            WholeFile.Write(Path, stream => Format.Write(report, stream, options));
        }
    }

    private string Place => IsStandardOutput ? Path : System.IO.Path.GetFullPath(Path);

    private static ReportTarget Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        IReportFormat format = ReportFormats.Find(name) ?? throw new UsageException(
            $"--report {Wording.Quote(text)}: the format {Wording.Quote(name)} is not known{NearestName.Question(name, ReportFormats.All.Select(known => known.Name))} "
            + $"Expected is FORMAT=PATH with one of the formats: {Wording.List(ReportFormats.All.Select(known => known.Name))}.");
        return equals < 0 || equals == text.Length - 1
            ? throw new UsageException($"--report {Wording.Quote(text)}: a path is missing; write --report {name}=PATH, or {name}=- for standard output.")
            : new ReportTarget(format, text[(equals + 1)..]);
    }
}
