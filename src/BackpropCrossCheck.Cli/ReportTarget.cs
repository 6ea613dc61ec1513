using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Cli;

/// <summary>A report that was asked for: its format and where it goes.</summary>
/// <param name="Format">The format.</param>
/// <param name="Path">A file, or "-" for standard output.</param>
internal sealed record ReportTarget(string Format, string Path)
{
    private const string Json = "json";

    /// <summary>True where the report goes to standard output.</summary>
    public bool IsStandardOutput => Path == "-";

    /// <summary>Reads FORMAT=PATH.</summary>
    /// <exception cref="UsageException">It is not of that form.</exception>
    public static ReportTarget Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string format = equals < 0 ? text : text[..equals];
        return format != Json ? throw new UsageException($"--report {Wording.Quote(text)}: the format {Wording.Quote(format)} is not known; expected is FORMAT=PATH with one of the formats: {Json}.")
            : equals < 0 || equals == text.Length - 1 ? throw new UsageException($"--report {Wording.Quote(text)}: a path is missing; write --report {format}=PATH, or {format}=- for standard output.")
            : new ReportTarget(format, text[(equals + 1)..]);
    }

    /// <summary>Writes the report, whole or not at all; the folders above the file are made.</summary>
    /// <param name="report">The report.</param>
    /// <param name="all">Whether it holds every number.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public void Write(CheckReport report, bool all)
    {
        if (IsStandardOutput)
        {
            using Stream output = Console.OpenStandardOutput();
            JsonReport.Write(report, output, all);
            return;
        }

        string target = System.IO.Path.GetFullPath(Path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        string part = $"{target}.{Environment.ProcessId}.part";
        try
        {
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                JsonReport.Write(report, file, all);
            }

            File.Move(part, target, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
